package org.kartoteka.server.config;

import static org.kartoteka.server.config.Limits.between;
import static org.kartoteka.server.config.Limits.oneOf;

import java.util.List;
import java.util.Locale;
import org.kartoteka.archive.casefile.ReferencePattern;
import org.kartoteka.archive.customer.CaseMatch;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * All settings, as {@code kartoteka.properties} in the data folder gives them. Keys carry their units; an unknown key stops
 * the start. {@code docs/operations/configuration.md} lists every key with its default.
 */
public record Settings(
        @DefaultValue(Profiles.STANDALONE) String profile,
        @DefaultValue NodeSettings node,
        @DefaultValue Web web,
        @DefaultValue Intake intake,
        @DefaultValue Reading reading,
        @DefaultValue LearningSettings learning,
        @DefaultValue CaseFiles caseFiles,
        @DefaultValue Workers workers,
        @DefaultValue Search search,
        @DefaultValue S3Access s3,
        @DefaultValue ElasticsearchAccess elasticsearch,
        @DefaultValue BrokerAccess broker) {
    public Settings {
        oneOf("profile", profile, List.of(Profiles.STANDALONE, Profiles.CLUSTERED));
    }

    /** Whether there may be further nodes. */
    public boolean isClustered() {
        return profile.equals(Profiles.CLUSTERED);
    }

    /**
     * The web page and REST.
     *
     * @param address to listen on
     * @param port 0 takes a free one
     * @param hostNames under which other machines address this one, besides the address
     */
    public record Web(
            @DefaultValue("127.0.0.1") String address,
            @DefaultValue("8360") int port,
            @DefaultValue List<String> hostNames,
            @DefaultValue("200") int uploadMebibytesMax,
            @DefaultValue("20") int stopTimeoutSeconds) {
        public Web {
            hostNames = List.copyOf(hostNames);
            if (!address.matches("[0-9A-Fa-f.:]+")) {
                throw new IllegalArgumentException("web.address must be an IP address, but is '" + address + "'");
            }
            between("web.port", port, 0, 65_535);
            between("web.upload-mebibytes-max", uploadMebibytesMax, 1, 4_096);
            between("web.stop-timeout-seconds", stopTimeoutSeconds, 1, 600);
        }

        /** The address by which this machine reaches the service. */
        public String base(int actualPort) {
            boolean any = address.equals("0.0.0.0") || address.equals("::");
            String host = address.contains(":") ? "[" + address + "]" : address;
            return "http://" + (any ? "127.0.0.1" : host) + ":" + actualPort;
        }
    }

    /**
     * The watched folder.
     *
     * @param folder where {@code inbox}, {@code taken}, {@code done} and {@code refused} are; empty = the data folder
     * @param clerkLanguage in which reasons are written beside refused files
     * @param oddWords with which the names of files with the odd pages of a stack end
     * @param evenWords likewise of the even pages
     * @param otherSideMinutes how far the arrivals of both may lie apart; 0 = nothing is put together
     * @param backs the order of the even pages, where nothing tells: {@code reversed} or {@code forward}
     */
    public record Intake(
            @DefaultValue("") String folder,
            @DefaultValue("250") int scanMilliseconds,
            @DefaultValue("1000") int stableMilliseconds,
            @DefaultValue("60") int incompleteSeconds,
            @DefaultValue("10") int emptySeconds,
            @DefaultValue("14") int keepDoneDays,
            @DefaultValue("en") String clerkLanguage,

            @DefaultValue({"odd", "nepāra", "nelyginiai", "liché", "нечётные", "тақ"})
            List<String> oddWords,

            @DefaultValue({"even", "pāra", "lyginiai", "sudé", "чётные", "жұп"})
            List<String> evenWords,

            @DefaultValue("30") int otherSideMinutes,
            @DefaultValue("reversed") String backs) {
        public Intake {
            oddWords = List.copyOf(oddWords);
            evenWords = List.copyOf(evenWords);
            between("intake.scan-milliseconds", scanMilliseconds, 50, 60_000);
            between("intake.stable-milliseconds", stableMilliseconds, 100, 600_000);
            between("intake.incomplete-seconds", incompleteSeconds, 1, 86_400);
            between("intake.empty-seconds", emptySeconds, 1, 86_400);
            between("intake.keep-done-days", keepDoneDays, 0, 3_650);
            oneOf("intake.clerk-language", clerkLanguage, LANGUAGES);
            between("intake.other-side-minutes", otherSideMinutes, 0, 1_440);
            oneOf("intake.backs", backs, List.of("reversed", "forward"));
        }
    }

    /**
     * What reading may do.
     *
     * @param languages allowed on pages
     * @param reviewBelowPercent a document type less sure than this goes to review
     * @param customerRegister CSV file of the customers there are; empty = none
     */
    public record Reading(
            @DefaultValue({"lv", "lt", "cs", "ru", "kk", "en"})
            List<String> languages,

            @DefaultValue("500") int fileMebibytesMax,
            @DefaultValue("2000") int pagesMax,
            @DefaultValue("150") int pageMegapixelsMax,
            @DefaultValue("8") int nestingMax,
            @DefaultValue("200") int componentsMax,
            @DefaultValue("1024") int unpackedMebibytesMax,
            @DefaultValue("false") boolean blankPageSeparates,
            @DefaultValue("60") int reviewBelowPercent,
            @DefaultValue("") String customerRegister) {
        public Reading {
            languages = List.copyOf(languages);
            if (languages.isEmpty()) {
                throw new IllegalArgumentException("reading.languages must name at least one language");
            }
            languages.forEach(language -> oneOf("reading.languages", language, LANGUAGES));
            between("reading.file-mebibytes-max", fileMebibytesMax, 1, 4_096);
            between("reading.pages-max", pagesMax, 1, 100_000);
            between("reading.page-megapixels-max", pageMegapixelsMax, 1, 1_000);
            between("reading.nesting-max", nestingMax, 1, 32);
            between("reading.components-max", componentsMax, 1, 10_000);
            between("reading.unpacked-mebibytes-max", unpackedMebibytesMax, 1, 65_536);
            between("reading.review-below-percent", reviewBelowPercent, 0, 100);
        }
    }

    /**
     * Case files.
     *
     * @param referencePattern how new references are made
     * @param fileBy by which numbers a document without a reference is filed
     */
    public record CaseFiles(
            @DefaultValue("L-{year}-{number:6}") String referencePattern,
            @DefaultValue("customer") String fileBy) {
        public CaseFiles {
            oneOf("case-files.file-by", fileBy, List.of("none", "contract", "customer"));
            try {
                new ReferencePattern(referencePattern);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("case-files.reference-pattern: " + e.getMessage(), e);
            }
        }

        /** The same in the archive's words. */
        public CaseMatch.Rule rule() {
            return CaseMatch.Rule.valueOf(fileBy.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * The processes that read.
     *
     * @param count 0 = one per processor
     * @param residentMebibytesMax a worker above this is replaced
     */
    public record Workers(
            @DefaultValue("0") int count,
            @DefaultValue("256") int heapMebibytes,
            @DefaultValue("700") int residentMebibytesMax,
            @DefaultValue("120") int pageTimeoutSeconds,
            @DefaultValue("60") int examineTimeoutSeconds,
            @DefaultValue("180") int composeTimeoutSeconds,
            @DefaultValue("60") int startTimeoutSeconds,
            @DefaultValue("500") int recycleAfterPages) {
        public Workers {
            between("workers.count", count, 0, 256);
            between("workers.heap-mebibytes", heapMebibytes, 128, 8_192);
            between("workers.resident-mebibytes-max", residentMebibytesMax, 256, 65_536);
            between("workers.page-timeout-seconds", pageTimeoutSeconds, 1, 3_600);
            between("workers.examine-timeout-seconds", examineTimeoutSeconds, 1, 3_600);
            between("workers.compose-timeout-seconds", composeTimeoutSeconds, 1, 3_600);
            between("workers.start-timeout-seconds", startTimeoutSeconds, 1, 600);
            between("workers.recycle-after-pages", recycleAfterPages, 1, 1_000_000);
        }
    }

    /** The search index. */
    public record Search(@DefaultValue("2000") int queryTimeoutMilliseconds) {
        public Search {
            between("search.query-timeout-milliseconds", queryTimeoutMilliseconds, 100, 60_000);
        }
    }

    /** Languages the program knows, ISO 639-1. */
    public static final List<String> LANGUAGES = List.of("lv", "lt", "cs", "ru", "kk", "en");
}
