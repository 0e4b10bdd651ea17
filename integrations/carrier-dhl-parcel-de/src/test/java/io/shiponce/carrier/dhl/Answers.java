package io.shiponce.carrier.dhl;

/** What DHL answers, in the words of its description. */
final class Answers {
    static final String NUMBER = "00340434000000000001";

    private Answers() {}

    static String status(int code) {
        return "{\"title\":\"title\",\"status\":" + code + ",\"statusCode\":" + code + ",\"detail\":\"detail\"}";
    }

    static String whole(int code, String... items) {
        return "{\"status\":" + status(code) + ",\"items\":[" + String.join(",", items) + "]}";
    }

    static String created(String reference, String number) {
        return item(200, "\"shipmentNo\":\"" + number + "\",\"shipmentRefNo\":\"" + reference + "\"");
    }

    static String refused(String... messages) {
        return item(400, "\"validationMessages\":[" + String.join(",", messages) + "]");
    }

    static String message(String property, String text, String state) {
        return "{\"property\":\"" + property + "\",\"validationMessage\":\"" + text + "\",\"validationState\":\""
                + state + "\"}";
    }

    /** An item with this status, and more fields. */
    static String item(int code, String more) {
        return "{\"sstatus\":" + status(code) + (more.isEmpty() ? "" : "," + more) + "}";
    }
}
