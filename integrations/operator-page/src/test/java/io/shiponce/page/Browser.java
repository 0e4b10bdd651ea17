package io.shiponce.page;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends what a browser sends: cookies, the origin, and the token of the last page. For one thread. */
final class Browser {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([0-9a-f]+)\"");

    private final OperatorPage page;
    private final Map<String, String> cookies = new TreeMap<>();
    final Map<String, List<String>> headers = new TreeMap<>();
    private String remote = "127.0.0.1";

    Browser(OperatorPage page, String origin) {
        this.page = page;
        headers.put("Host", List.of(origin.replaceFirst("https?://", "")));
        headers.put("Origin", List.of(origin));
        headers.put("Accept-Language", List.of("en"));
    }

    Browser from(String newRemote) {
        remote = newRemote;
        return this;
    }

    /** One header more, or another value; null takes it away. */
    Browser with(String name, String value) {
        if (value == null) {
            headers.remove(name);
        } else {
            headers.put(name, List.of(value));
        }
        return this;
    }

    PageAnswer get(String address) {
        int mark = address.indexOf('?');
        return send(
                "GET",
                mark < 0 ? address : address.substring(0, mark),
                mark < 0 ? "" : address.substring(mark + 1),
                "");
    }

    /** With the token of a page that this person can see. */
    PageAnswer post(String path, String... fields) {
        return send("POST", path, "", form(fields) + "&csrf=" + token());
    }

    PageAnswer postWithoutToken(String path, String... fields) {
        return send("POST", path, "", form(fields));
    }

    String token() {
        Matcher token = TOKEN.matcher(get("/").text());
        assertTrue(token.find(), "no form on the overview");
        return token.group(1);
    }

    static String form(String... fields) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(URLEncoder.encode(fields[i], StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return form.toString();
    }

    PageAnswer send(String method, String path, String query, String form) {
        Map<String, List<String>> all = new TreeMap<>(headers);
        StringBuilder cookie = new StringBuilder();
        cookies.forEach((name, value) -> cookie.append(cookie.isEmpty() ? "" : "; ")
                .append(name)
                .append('=')
                .append(value));
        all.put("Cookie", List.of(cookie.toString()));
        PageAnswer answer = page.answer(new PageRequest(method, path, query, all, form, remote));
        String set = answer.headers().get("Set-Cookie");
        if (set != null) {
            String pair = set.substring(0, set.indexOf(';'));
            cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return answer;
    }
}
