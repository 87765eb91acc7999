package org.kartoteka.archive.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.kartoteka.archive.identity.CaseReference;

/**
 * The form in which the values of fields are kept. The archive knows those that mean something to it; any other field, as a house
 * configures it, is kept as text.
 */
public final class FieldForms {
    /** The field by which documents are filed in case files. */
    public static final String CASE_REFERENCE = "caseReference";

    /** Of one field on one document. */
    public static final int VALUES_MAX = 5;

    private static final int LENGTH_MAX = 200;
    private static final int YEAR_MIN = 1000;
    private static final int YEAR_MAX = 2999;
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u202f]+");
    private static final Pattern PHONE = Pattern.compile("\\+?\\d{4,15}");
    private static final Pattern NUMBER = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ./-]{0,59}");
    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,12}(\\.\\d{1,2})?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    /** Fields a document has one of; of the others there may be several. */
    private static final Set<String> SINGLE = Set.of("date", "amount", "currency", "customerName");

    private static final Map<String, UnaryOperator<String>> FORMS = new TreeMap<>(Map.of(
            CASE_REFERENCE,
            FieldForms::caseReference,
            "customerName",
            text -> text,
            "customerNumber",
            text -> like(NUMBER, text),
            "contractNumber",
            text -> like(NUMBER, text),
            "invoiceNumber",
            text -> like(NUMBER, text),
            "phone",
            text -> like(PHONE, text.replaceAll("[ ()./-]", "")),
            "date",
            FieldForms::date,
            "amount",
            FieldForms::amount,
            "currency",
            text -> like(CURRENCY, text.toUpperCase(Locale.ROOT)),
            "email",
            text -> like(EMAIL, text)));

    private FieldForms() {}

    /** Whether a document may have several values of this field. */
    public static boolean mayBeSeveral(String name) {
        return !SINGLE.contains(name);
    }

    /**
     * The values in the form in which they are kept; blank ones are left out.
     *
     * @throws InvalidCorrection there is no such name of a field, there are too many values, or one of them cannot be one
     */
    static List<String> normal(String name, List<String> values) {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidCorrection("", "that is no name of a field");
        }
        UnaryOperator<String> form = FORMS.getOrDefault(name, text -> text);
        List<String> normal = new ArrayList<>();
        for (String value : values) {
            String plain = SPACES.matcher(value).replaceAll(" ").strip();
            if (plain.isEmpty()) {
                continue;
            }
            if (plain.length() > LENGTH_MAX || plain.chars().anyMatch(Character::isISOControl)) {
                throw new InvalidCorrection(name, "it is too long, or has characters that are none");
            }
            normal.add(inForm(name, form, plain));
        }
        if (normal.size() > (mayBeSeveral(name) ? VALUES_MAX : 1)) {
            throw new InvalidCorrection(name, "there are too many values");
        }
        return normal.stream().distinct().toList();
    }

    private static String inForm(String name, UnaryOperator<String> form, String plain) {
        try {
            return form.apply(plain);
        } catch (IllegalArgumentException | DateTimeException _) {
            throw new InvalidCorrection(name, "it cannot be read as that");
        }
    }

    private static String like(Pattern pattern, String text) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("not of that form");
        }
        return text;
    }

    private static String caseReference(String text) {
        return CaseReference.parse(text).value();
    }

    private static String date(String text) {
        LocalDate date = LocalDate.parse(text);
        if (date.getYear() < YEAR_MIN || date.getYear() > YEAR_MAX) {
            throw new IllegalArgumentException("no year of a document");
        }
        return date.toString();
    }

    /** Spaces group digits; the last of comma and point is the decimal one. */
    private static String amount(String text) {
        String plain = text.replaceAll("[ ']", "");
        int decimal = Math.max(plain.lastIndexOf(','), plain.lastIndexOf('.'));
        if (decimal >= 0) {
            String whole = plain.substring(0, decimal).replaceAll("[,.]", "");
            plain = whole + '.' + plain.substring(decimal + 1);
        }
        return new BigDecimal(like(AMOUNT, plain))
                .setScale(2, RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
