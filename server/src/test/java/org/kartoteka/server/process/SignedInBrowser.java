package org.kartoteka.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kartoteka.server.benchmark.ServiceProcess;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * A real browser without a screen, signed in at a running service by its printed link. Screenshots are left in
 * {@code server/target/screenshots}.
 */
final class SignedInBrowser implements AutoCloseable {
    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/sign-in\\?token=\\S+");
    private static final Path SCREENSHOTS = ServiceProcess.root().resolve("server/target/screenshots");

    private final ChromeDriver driver;
    private final String base;

    private SignedInBrowser(ChromeDriver driver, String base) {
        this.driver = driver;
        this.base = base;
    }

    /** Skips the test where there is no browser on this machine. */
    static void assumeInstalled() {
        assumeTrue(
                CHROMIUM.canExecute() && DRIVER.canExecute(),
                "browser tests are skipped: Chromium and its driver are not installed at /usr/bin");
    }

    static SignedInBrowser at(ServiceProcess service, Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en",
                "--user-data-dir=" + profile);
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build(), options);
        driver.manage().window().setSize(new Dimension(1280, 900));
        driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(30));
        driver.manage().timeouts().implicitlyWait(Duration.ofSeconds(5));
        Matcher link = LINK.matcher(service.tail());
        assertThat(link.find()).as("a sign-in link was printed").isTrue();
        driver.get(link.group());
        return new SignedInBrowser(driver, link.group().replaceFirst("(http://[^/]+).*", "$1"));
    }

    ChromeDriver driver() {
        return driver;
    }

    void open(String path) {
        driver.get(base + path);
    }

    void screenshot(String name) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Puts a sample into a folder of the inbox, as a scanner that has written it would. */
    static void drop(ServiceProcess service, String folder, String sample, String name) throws IOException {
        Path inbox = Files.createDirectories(service.inbox().resolve(folder));
        Path hidden = inbox.resolve(".part");
        Files.copy(ServiceProcess.root().resolve("ocr-models/samples").resolve(sample), hidden);
        Files.move(hidden, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** How many batches of today are archived and can be searched. */
    static long archived(RestCaller rest) {
        var status = rest.json("/api/v1/status");
        return status.path("today").path("archived").asLong()
                - status.path("indexing").path("waiting").asLong();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
