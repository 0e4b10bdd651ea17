package com.example.servletshop;

import io.shiponce.Acceptance;
import io.shiponce.CanonicalOrders;
import io.shiponce.DispatchEngine;
import io.shiponce.store.StoreException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code POST /orders}, a canonical order: 201 accepted, 200 accepted before, 409 another order has its number, 400 not an order. */
@WebServlet("/orders")
public final class OrderServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        DispatchEngine engine = (DispatchEngine) getServletContext().getAttribute(Shipping.ENGINE);
        byte[] body = request.getInputStream().readNBytes(CanonicalOrders.MAX_LINE_BYTES + 1);
        if (body.length > CanonicalOrders.MAX_LINE_BYTES) {
            answer(
                    response,
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    "an order has at most " + CanonicalOrders.MAX_LINE_BYTES + " bytes");
            return;
        }
        try {
            Acceptance acceptance = engine.accept(CanonicalOrders.parse(body));
            answer(response, status(acceptance), acceptance.getClass().getSimpleName());
        } catch (IllegalArgumentException e) {
            answer(response, HttpServletResponse.SC_BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            // It may have been stored or not: the same order again is safe.
            answer(
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "unknown whether it was stored: send it again");
        }
    }

    private static int status(Acceptance acceptance) {
        if (acceptance instanceof Acceptance.Accepted) {
            return HttpServletResponse.SC_CREATED;
        }
        return acceptance instanceof Acceptance.AlreadyAccepted
                ? HttpServletResponse.SC_OK
                : HttpServletResponse.SC_CONFLICT;
    }

    private static void answer(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(text);
    }
}
