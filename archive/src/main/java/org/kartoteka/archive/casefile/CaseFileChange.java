package org.kartoteka.archive.casefile;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a person changes of a case file by one command. What is left out stays as it is. */
public record CaseFileChange(
        Optional<CaseFile.State> state,
        Optional<To<String>> assignee,
        Optional<To<LocalDate>> due,
        Optional<String> title,
        Optional<List<String>> customers,
        Optional<List<String>> contracts) {
    /** Changes nothing; to start from. */
    public static final CaseFileChange NOTHING = new CaseFileChange(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final Pattern USER = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** @throws InvalidCaseFile the assignee cannot be the id of a user */
    public CaseFileChange {
        assignee.flatMap(To::value).ifPresent(user -> {
            if (!USER.matcher(user).matches()) {
                throw new InvalidCaseFile("assignee", "it is no id of a user");
            }
        });
    }

    /**
     * What something becomes.
     *
     * @param value empty = there is none any more
     */
    public record To<T>(Optional<T> value) {}

    public boolean isNothing() {
        return equals(NOTHING);
    }

    /** The description as it will be; empty where it stays as it is. */
    Optional<Description> description(Description before) {
        Description after = new Description(
                title.orElse(before.title()),
                customers.orElse(before.customers()),
                contracts.orElse(before.contracts()));
        return after.equals(before) ? Optional.empty() : Optional.of(after);
    }
}
