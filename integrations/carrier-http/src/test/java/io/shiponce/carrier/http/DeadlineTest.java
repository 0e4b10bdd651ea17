package io.shiponce.carrier.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    @Test
    void anEarlierOneLeavesItsShareToTheRest() {
        Deadline whole = Deadline.after(Duration.ofMinutes(10));
        Duration left = whole.earlier(Duration.ofMinutes(4)).left();
        assertTrue(
                left.compareTo(Duration.ofMinutes(6)) <= 0 && left.compareTo(Duration.ofMinutes(5)) > 0,
                left::toString);
        assertTrue(whole.left().compareTo(Duration.ofMinutes(9)) > 0);
    }

    @Test
    void oneThatIsOverAtOnceStillHasANanosecondForTheClient() {
        Deadline over = Deadline.after(Duration.ofSeconds(1)).earlier(Duration.ofSeconds(2));
        assertTrue(over.left().isNegative());
        assertEquals(Duration.ofNanos(1), over.positive());
    }
}
