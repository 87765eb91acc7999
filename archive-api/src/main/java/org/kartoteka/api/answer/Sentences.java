package org.kartoteka.api.answer;

import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.kartoteka.archive.batch.Reason;
import org.kartoteka.archive.batch.WaitingFile;

/** The sentences a clerk reads for reasons. A reason without a sentence shows its code rather than nothing. */
final class Sentences {
    private static final String BUNDLE = "org.kartoteka.archive.batch.reasons";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private Sentences() {}

    static ReasonAnswer of(Reason reason, Locale locale) {
        return new ReasonAnswer(
                reason.code().name(), sentence(reason.code().name(), reason.details(), locale), reason.details());
    }

    static ReasonAnswer of(WaitingFile.Why why, Locale locale) {
        return new ReasonAnswer(why.name(), sentence("waiting." + why.name(), Map.of(), locale), Map.of());
    }

    private static String sentence(String key, Map<String, String> details, Locale locale) {
        String sentence = text(key, locale);
        for (Map.Entry<String, String> detail : details.entrySet()) {
            sentence = sentence.replace("{" + detail.getKey() + "}", detail.getValue());
        }
        return sentence;
    }

    private static String text(String key, Locale locale) {
        for (Locale tried : new Locale[] {locale, Locale.ENGLISH}) {
            try {
                return ResourceBundle.getBundle(BUNDLE, tried, NO_FALLBACK).getString(key);
            } catch (MissingResourceException e) {
                // The next language may know it.
            }
        }
        return key;
    }
}
