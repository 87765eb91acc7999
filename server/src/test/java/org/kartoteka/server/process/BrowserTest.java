package org.kartoteka.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.server.benchmark.ServiceProcess;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * An agent's way in a real browser: sign in with the printed link, search, open the page, see the hit. Screenshots are left in
 * {@code server/target/screenshots}.
 */
final class BrowserTest {
    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/sign-in\\?token=\\S+");
    private static final Path SCREENSHOTS = ServiceProcess.root().resolve("server/target/screenshots");
    private static final List<String> DROPPED = List.of("lv-termination-01.tif", "ru-other-01.pdf");

    @TempDir
    static Path folder;

    private static ServiceProcess service;
    private static ChromeDriver browser;

    @BeforeAll
    static void startServiceAndBrowser() throws IOException {
        assumeTrue(
                CHROMIUM.canExecute() && DRIVER.canExecute(),
                "browser tests are skipped: Chromium and its driver are not installed at /usr/bin");
        Path data = folder.resolve("data");
        ServiceProcess.prepare(data, "intake.stable-milliseconds=300");
        service = ServiceProcess.launch(data);
        int port = service.awaitReady();
        RestCaller rest = new RestCaller(port, data);
        drop();
        service.await("the scans to be archived", Duration.ofMinutes(5), () -> archived(rest) == DROPPED.size());
        browser = chromium();
        signIn();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
        }
        if (service != null) {
            service.close();
        }
    }

    @Test
    void anAgentFindsAPageAndSeesTheHitMarkedOnIt() throws IOException {
        browser.get(base() + "/");
        screenshot("1-search-start");

        WebElement box = browser.findElement(By.cssSelector("input[name=q]"));
        box.sendKeys("договор", Keys.ENTER);
        screenshot("2-search-result");
        assertThat(browser.findElements(By.cssSelector("mark"))).isNotEmpty();

        browser.findElement(By.cssSelector("a[href*='/documents/']")).click();
        List<WebElement> marks = browser.findElements(By.cssSelector("rect.hit-mark"));
        screenshot("3-document-with-hit");
        assertThat(marks).isNotEmpty();
        assertThat(marks.getFirst().isDisplayed()).isTrue();
        assertThat(marks.getFirst().getRect().getWidth()).isPositive();
        WebElement scan = browser.findElement(By.cssSelector("img.scan"));
        assertThat(browser.executeScript("return arguments[0].naturalWidth", scan))
                .isNotEqualTo(0L);

        browser.get(base() + "/intake");
        screenshot("4-intake");
        assertThat(browser.findElement(By.tagName("body")).getText()).contains("post");
    }

    @Test
    void anAgentOpensACaseFileFilesALetterInItAndWritesANote() throws IOException {
        browser.get(base() + "/case-files");
        String title = "Rēķins par martu, ko klients neatzīst";
        browser.findElement(By.name("title")).sendKeys(title);
        browser.findElement(By.name("customers")).sendKeys("1003-3417");
        browser.findElement(By.cssSelector(".opening button.primary")).click();
        String reference = browser.getCurrentUrl().replaceFirst(".*/case-files/([A-Z0-9-]+).*", "$1");
        browser.findElement(By.id("note")).sendKeys("Zvanīja klients.", Keys.ENTER, "Atzvanīt pirmdien.");
        browser.findElement(By.cssSelector(".note-form button")).click();

        browser.get(base() + "/?q=%D0%B4%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80");
        browser.findElement(By.cssSelector("a[href*='/documents/']")).click();
        browser.findElement(By.xpath("//summary[ancestor::details//button[@value='file']]"))
                .click();
        browser.findElement(By.cssSelector("form:has(button[value=file]) input[name=reference]"))
                .sendKeys(reference);
        browser.findElement(By.cssSelector("button[value=file]")).click();

        browser.get(base() + "/case-files/" + reference);
        assertThat(browser.findElement(By.tagName("body")).getText()).contains(title, "Atzvanīt pirmdien.", "by hand");
        assertThat(browser.findElements(By.cssSelector(".card"))).hasSize(1);
        look("/case-files", "5-case-files");
        look("/case-files/" + reference, "6-case-file");

        browser.findElement(By.linkText("1003-3417")).click();
        assertThat(browser.findElement(By.tagName("body")).getText()).contains("Customer 1003-3417", title);
        look("/customers?number=40077120", "7-customer");
    }

    /** In both colour schemes, on a screen and on a tablet; nothing may stick out at the side. */
    private static void look(String page, String name) throws IOException {
        for (String scheme : List.of("light", "dark")) {
            browser.executeCdpCommand(
                    "Emulation.setEmulatedMedia",
                    Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
            for (Dimension size : List.of(new Dimension(1280, 800), new Dimension(820, 1180))) {
                browser.manage().window().setSize(size);
                browser.get(base() + page);
                screenshot(name + "-" + scheme + "-" + size.getWidth());
                assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth - innerWidth"))
                        .as("%s at %d pixels", page, size.getWidth())
                        .isLessThanOrEqualTo(0);
            }
        }
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        browser.manage().window().setSize(new Dimension(1280, 900));
    }

    private static void signIn() {
        Matcher link = LINK.matcher(service.tail());
        assertThat(link.find()).as("a sign-in link was printed").isTrue();
        browser.get(link.group());
    }

    private static String base() {
        return browser.getCurrentUrl().replaceFirst("(http://[^/]+).*", "$1");
    }

    private static long archived(RestCaller rest) {
        var status = rest.json("/api/v1/status");
        return status.path("today").path("archived").asLong()
                - status.path("indexing").path("waiting").asLong();
    }

    private static void drop() throws IOException {
        Path samples = ServiceProcess.root().resolve("ocr-models/samples");
        Path inbox = Files.createDirectories(service.inbox().resolve("post"));
        for (String name : DROPPED) {
            Path hidden = inbox.resolve("." + name + ".part");
            Files.copy(samples.resolve(name), hidden);
            Files.move(hidden, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static ChromeDriver chromium() {
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
                "--user-data-dir=" + folder.resolve("profile"));
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build(), options);
        driver.manage().window().setSize(new Dimension(1280, 900));
        driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(30));
        driver.manage().timeouts().implicitlyWait(Duration.ofSeconds(5));
        return driver;
    }

    private static void screenshot(String name) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }
}
