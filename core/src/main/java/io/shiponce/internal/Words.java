package io.shiponce.internal;

/** What histories and logs say of a failure: its type and nothing else, since messages may hold personal data. */
final class Words {
    private Words() {}

    static String of(Throwable failure) {
        Throwable cause = failure.getCause();
        String name = failure.getClass().getSimpleName();
        return cause == null ? name : name + " caused by " + cause.getClass().getSimpleName();
    }
}
