package org.kartoteka.archive.customer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kartoteka.archive.casefile.CaseFile;
import org.kartoteka.archive.casefile.CaseFileList;
import org.kartoteka.archive.casefile.CaseFiles;
import org.kartoteka.archive.casefile.Filing;
import org.kartoteka.archive.casefile.HowFiled;
import org.kartoteka.archive.document.CurrentReadings;
import org.kartoteka.archive.document.Documents;
import org.kartoteka.archive.event.Actor;
import org.kartoteka.archive.identity.CaseReference;
import org.kartoteka.archive.rendition.DocumentReading;
import org.kartoteka.archive.search.SearchIndex;
import org.kartoteka.archive.search.SearchUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the open case files in which a document without a reference may belong: those described by its contract or customer
 * number, and those that hold another document of that number. Index and list find them; whether they are open, and what is in
 * them, events decide. Safe for use by many threads.
 */
public final class CaseMatch {
    private static final Logger LOG = LoggerFactory.getLogger(CaseMatch.class);

    /** Of one number, so many documents are looked at. */
    private static final int DOCUMENTS_MAX = 50;

    private static final int CANDIDATES_MAX = 10;

    private final FoundDocuments found;
    private final CaseFiles caseFiles;
    private final CaseFileList list;
    private final Rule rule;

    /** By which numbers a document is filed without anybody being asked. */
    public enum Rule {
        /** By none: matches are only hints. */
        NONE,
        /** By contract numbers. */
        CONTRACT,
        /** By contract numbers, and where no case file has these, by customer numbers. */
        CUSTOMER
    }

    /** The parts of the archive that are asked. */
    public record Sources(Documents documents, CurrentReadings readings, CaseFiles caseFiles, CaseFileList list) {}

    public CaseMatch(SearchIndex index, Sources sources, Rule rule) {
        this.found = new FoundDocuments(index, sources.documents(), sources.readings());
        this.caseFiles = sources.caseFiles();
        this.list = sources.list();
        this.rule = rule;
    }

    /**
     * An open case file in which the document may belong.
     *
     * @param by {@link HowFiled#CONTRACT} or {@link HowFiled#CUSTOMER}
     * @param number that both have
     */
    public record Candidate(CaseReference reference, HowFiled by, String number) {}

    /**
     * Where the document is to be filed by the rule: in the one open case file of its contract, or of its customer. Empty where
     * there is none or several, where its numbers were not read surely, or where the index cannot be asked: then it is for a
     * person to file.
     */
    public Optional<Filing> filing(DocumentReading reading, Actor actor) {
        if (rule == Rule.NONE) {
            return Optional.empty();
        }
        try {
            List<String> contracts = NumberField.CONTRACT.of(reading);
            Optional<Candidate> byContract =
                    only(candidates(NumberField.CONTRACT, NumberField.CONTRACT.sureOf(reading)));
            if (byContract.isPresent() || rule == Rule.CONTRACT) {
                return byContract.map(match -> filing(match, actor));
            }
            List<Candidate> byCustomer = candidates(NumberField.CUSTOMER, NumberField.CUSTOMER.sureOf(reading));
            return only(byCustomer)
                    .filter(match -> !isOfOtherContract(match.reference(), contracts))
                    .map(match -> filing(match, actor));
        } catch (SearchUnavailable e) {
            LOG.atWarn().setCause(e).log("a document is not filed by its numbers: the index cannot be asked");
            return Optional.empty();
        }
    }

    /** Whether the case file is said to be about contracts, of which the document names another. */
    private boolean isOfOtherContract(CaseReference reference, List<String> contracts) {
        List<String> described = list.find(reference)
                .map(entry -> entry.description().contracts())
                .orElse(List.of());
        return !contracts.isEmpty()
                && !described.isEmpty()
                && contracts.stream()
                        .noneMatch(number -> described.stream().anyMatch(other -> Numbers.same(number, other)));
    }

    private static Optional<Candidate> only(List<Candidate> candidates) {
        return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
    }

    private static Filing filing(Candidate match, Actor actor) {
        return Filing.of(match.reference(), match.by(), actor);
    }

    /**
     * What a person may be offered: the open case files of its contracts, then of its customers, each once.
     *
     * @param except where it is filed already
     * @throws SearchUnavailable the index cannot be asked
     */
    public List<Candidate> candidates(DocumentReading reading, List<CaseReference> except) {
        Map<CaseReference, Candidate> all = new LinkedHashMap<>();
        for (NumberField field : NumberField.values()) {
            candidates(field, field.of(reading)).forEach(one -> all.putIfAbsent(one.reference(), one));
        }
        except.forEach(all::remove);
        return List.copyOf(all.values());
    }

    private List<Candidate> candidates(NumberField field, List<String> numbers) {
        Map<CaseReference, Candidate> open = new LinkedHashMap<>();
        for (String number : numbers) {
            for (CaseReference reference : mentioned(field, number)) {
                if (open.size() < CANDIDATES_MAX
                        && !open.containsKey(reference)
                        && caseFiles.find(reference).filter(CaseFile::isOpen).isPresent()) {
                    open.put(reference, new Candidate(reference, field.how(), number));
                }
            }
        }
        return List.copyOf(open.values());
    }

    private List<CaseReference> mentioned(NumberField field, String number) {
        List<CaseReference> references = new ArrayList<>();
        list.where(entry -> entry.isOpen()
                        && field.of(entry.description()).stream().anyMatch(own -> Numbers.same(own, number)))
                .forEach(entry -> references.add(entry.reference()));
        references.addAll(found.caseFilesWith(field, number, DOCUMENTS_MAX));
        return references;
    }
}
