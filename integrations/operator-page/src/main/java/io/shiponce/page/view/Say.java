package io.shiponce.page.view;

import io.shiponce.store.Doubt;
import io.shiponce.store.HistoryEntry;
import io.shiponce.store.ShipmentState;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** One language of the page, with its way to write numbers and times. Immutable and safe for any thread. */
public final class Say {
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Locale locale;
    private final ZoneId zone;
    private final ResourceBundle words;
    private final DateTimeFormatter times;

    /** In this language, one of {@link #LANGUAGES}; times are shown in this zone. */
    public Say(Locale locale, ZoneId zone) {
        this.locale = locale;
        this.zone = zone;
        this.words = ResourceBundle.getBundle("io.shiponce.page.view.words", locale, NO_FALLBACK);
        this.times = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withLocale(locale)
                .withZone(zone);
    }

    /** What the page speaks; the first one to those who ask for another. */
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.GERMAN);

    /** The best for a browser's {@code Accept-Language}; the first one if it asks for none that we speak, or cannot be read. */
    public static Locale best(String acceptLanguage) {
        try {
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES))
                    .orElse(LANGUAGES.get(0));
        } catch (IllegalArgumentException e) {
            return LANGUAGES.get(0);
        }
    }

    /** Of a language's code; empty if the page does not speak it. */
    public static Optional<Locale> named(String code) {
        return LANGUAGES.stream()
                .filter(language -> language.getLanguage().equals(code))
                .findFirst();
    }

    /** The language's code, for HTML. */
    public String language() {
        return locale.getLanguage();
    }

    /** Whether there are words of this key. */
    public boolean has(String key) {
        return words.containsKey(key);
    }

    /** The words of this key. */
    public String of(String key) {
        return words.getString(key);
    }

    /** The same with these put in; whole numbers are grouped. */
    public String of(String key, Object... parts) {
        return new MessageFormat(words.getString(key), locale).format(parts);
    }

    /** For example 3,500. */
    public String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** For example 17.4. */
    public String rate(double perSecond) {
        NumberFormat format = NumberFormat.getInstance(locale);
        format.setMaximumFractionDigits(1);
        return format.format(perSecond);
    }

    /** Date and time. */
    public String time(Instant instant) {
        return times.format(instant);
    }

    /** The zone of all times. */
    public String zone() {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** For example {@code 4 s}, {@code 3 min 20 s}, {@code 5 h 12 min}, {@code 3 d 4 h}. */
    public String age(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        } else if (seconds < 3_600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        } else if (seconds < 86_400) {
            return seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
        }
        return seconds / 86_400 + (language().equals("de") ? " T " : " d ") + seconds % 86_400 / 3_600 + " h";
    }

    /** What people call a state. */
    public String state(ShipmentState state) {
        return of("state." + state.name());
    }

    /** What people call something that happened. */
    public String kind(HistoryEntry.Kind kind) {
        return of("kind." + kind.name());
    }

    /** Why something is in doubt. */
    public String cause(Doubt.Cause cause) {
        return of("cause." + cause.name());
    }
}
