package org.kartoteka.server.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Who may know whom: the picture in {@code docs/architecture.md}, as rules. */
@AnalyzeClasses(
        packages = "org.kartoteka",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.DoNotIncludeTestJars.class})
final class ArchitectureTest {
    private static final String ARCHIVE = "org.kartoteka.archive..";
    private static final String INGEST = "org.kartoteka.ingest..";
    private static final String ROUTES = "org.kartoteka.routes..";
    private static final String API = "org.kartoteka.api..";
    private static final String SERVER = "org.kartoteka.server..";
    private static final String ANALYSIS = "org.kartoteka.analysis..";

    @ArchTest
    static final ArchRule archiveKnowsNothingOfOurs = noClasses()
            .that()
            .resideInAPackage(ARCHIVE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(INGEST, ROUTES, API, SERVER, ANALYSIS)
            .because("the archive's promises must hold whatever reads, carries or shows its documents");

    @ArchTest
    static final ArchRule ingestKnowsNothingOfOurs = noClasses()
            .that()
            .resideInAPackage(INGEST)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ARCHIVE, ROUTES, API, SERVER, ANALYSIS)
            .because("reading is pure: it runs in child processes that must not reach the archive");

    @ArchTest
    static final ArchRule apiKnowsTheArchiveAlone = noClasses()
            .that()
            .resideInAPackage(API)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(INGEST, ROUTES, SERVER, ANALYSIS)
            .because("what is shown comes from the archive, never from a pipeline under way");

    @ArchTest
    static final ArchRule routesDoNotKnowTheDoors = noClasses()
            .that()
            .resideInAPackage(ROUTES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(API, SERVER, ANALYSIS)
            .because("routes translate between ingest and archive and know no caller");

    @ArchTest
    static final ArchRule analysisKnowsNothingOfOurs = noClasses()
            .that()
            .resideInAPackage(ANALYSIS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ARCHIVE, INGEST, ROUTES, API, SERVER)
            .because("it also runs inside the nodes of a search cluster, where nothing else of ours is");

    @ArchTest
    static final ArchRule coreIsPlainJava = noClasses()
            .that()
            .resideInAnyPackage(ARCHIVE, INGEST)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.camel..", "jakarta..", "io.micrometer..")
            .because("archive and ingest are libraries that any program could use");

    @ArchTest
    static final ArchRule vendorsStayInServer = noClasses()
            .that()
            .resideOutsideOfPackage(SERVER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("co.elastic..", "io.minio..", "org.apache.activemq..", "info.picocli..", "picocli..")
            .because("vendor libraries fill ports, and adapters live in server");

    @ArchTest
    static final ArchRule luceneStaysWithAnalysisAndItsAdapter = noClasses()
            .that()
            .resideOutsideOfPackages(ANALYSIS, "org.kartoteka.server.lucene..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.lucene..", "org.tartarus..")
            .because("what both engines share must not depend on one of them");

    @ArchTest
    static final ArchRule elasticsearchStaysInItsAdapter = noClasses()
            .that()
            .resideOutsideOfPackage("org.kartoteka.server.elasticsearch..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("co.elastic..")
            .because("only its adapter knows the cluster's language");

    @ArchTest
    static final ArchRule pluginApiStaysInThePlugin = noClasses()
            .that()
            .resideOutsideOfPackage("org.kartoteka.analysis.plugin..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.elasticsearch..")
            .because("the embedded index runs without it");

    @ArchTest
    static final ArchRule searchAdaptersDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage("org.kartoteka.server.elasticsearch..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.kartoteka.server.lucene..")
            .because("what both do is in server.search, so that they differ only in how they ask their engine");

    @ArchTest
    static final ArchRule objectStorageClientStaysInItsAdapter = noClasses()
            .that()
            .resideOutsideOfPackage("org.kartoteka.server.s3..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.minio..", "okhttp3..", "okio..")
            .because("callers of the port must not notice which store it is");

    @ArchTest
    static final ArchRule readingLibrariesStayInIngest = noClasses()
            .that()
            .resideOutsideOfPackage(INGEST)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.tika..",
                    "org.apache.pdfbox..",
                    "net.sourceforge..",
                    "com.google.zxing..",
                    "com.sun.jna..")
            .because("hostile bytes are parsed in worker processes only");

    @ArchTest
    static final ArchRule camelStaysInRoutes = noClasses()
            .that()
            .resideOutsideOfPackages(ROUTES, SERVER)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..")
            .because("routes are order and retry; nothing else needs them");

    @ArchTest
    static final ArchRule noCircles = slices().matching("org.kartoteka.(*).(*)..")
            .should()
            .beFreeOfCycles()
            .because("a circle of packages is one package that nobody can understand in parts");

    @ArchTest
    static final ArchRule timeIsGiven = noClasses()
            .that()
            .resideInAnyPackage(ARCHIVE, INGEST, ROUTES)
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .because("tests drive the clock, so wiring hands it in");

    @ArchTest
    static final ArchRule nobodyPrints = noClasses()
            .that()
            .resideInAnyPackage(ARCHIVE, ROUTES, API)
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("a service logs; only the command line prints");

    /** The contract suites that rooms share come in a jar of their own. */
    static final class DoNotIncludeTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }
}
