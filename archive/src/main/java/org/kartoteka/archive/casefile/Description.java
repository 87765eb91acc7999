package org.kartoteka.archive.casefile;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a person says that a case file is about. Personal, so it lies in an object of its own beside the chain.
 *
 * @param title empty where it has none
 * @param customers numbers of the customers whose matter it is
 * @param contracts numbers of the contracts it is about
 */
public record Description(String title, List<String> customers, List<String> contracts) {
    public static final Description NONE = new Description("", List.of(), List.of());
    public static final int TITLE_LENGTH_MAX = 200;
    public static final int NUMBERS_MAX = 10;

    private static final Pattern NUMBER = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ./-]{0,59}");

    /**
     * Trims, and leaves out blank numbers and those that are there twice.
     *
     * @throws InvalidCaseFile the title is too long, or something is no number
     */
    public Description {
        title = Texts.line(title);
        if (title.length() > TITLE_LENGTH_MAX) {
            throw new InvalidCaseFile("title", "it has more than " + TITLE_LENGTH_MAX + " characters");
        }
        customers = numbers("customers", customers);
        contracts = numbers("contracts", contracts);
    }

    private static List<String> numbers(String part, List<String> given) {
        List<String> numbers = given.stream()
                .map(Texts::line)
                .filter(number -> !number.isEmpty())
                .distinct()
                .toList();
        if (numbers.size() > NUMBERS_MAX) {
            throw new InvalidCaseFile(part, "there are more than " + NUMBERS_MAX);
        }
        if (!numbers.stream().allMatch(number -> NUMBER.matcher(number).matches())) {
            throw new InvalidCaseFile(part, "it cannot be a number");
        }
        return numbers;
    }
}
