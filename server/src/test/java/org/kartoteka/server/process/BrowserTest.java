package org.kartoteka.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.server.benchmark.ServiceProcess;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * An agent's way in a real browser: sign in with the printed link, search, open the page, see the hit. Screenshots are left in
 * {@code server/target/screenshots}.
 */
final class BrowserTest {
    private static final List<String> DROPPED = List.of("lv-termination-01.tif", "ru-other-01.pdf");

    @TempDir
    static Path folder;

    private static ServiceProcess service;
    private static SignedInBrowser session;
    private static ChromeDriver browser;

    @BeforeAll
    static void startServiceAndBrowser() throws IOException {
        SignedInBrowser.assumeInstalled();
        Path data = folder.resolve("data");
        ServiceProcess.prepare(data, "intake.stable-milliseconds=300");
        service = ServiceProcess.launch(data);
        int port = service.awaitReady();
        RestCaller rest = new RestCaller(port, data);
        for (String name : DROPPED) {
            SignedInBrowser.drop(service, "post", name, name);
        }
        service.await(
                "the scans to be archived",
                Duration.ofMinutes(5),
                () -> SignedInBrowser.archived(rest) == DROPPED.size());
        session = SignedInBrowser.at(service, folder.resolve("profile"));
        browser = session.driver();
    }

    @AfterAll
    static void stop() {
        if (session != null) {
            session.close();
        }
        if (service != null) {
            service.close();
        }
    }

    @Test
    void anAgentFindsAPageAndSeesTheHitMarkedOnIt() throws IOException {
        session.open("/");
        session.screenshot("1-search-start");

        WebElement box = browser.findElement(By.cssSelector("input[name=q]"));
        box.sendKeys("договор", Keys.ENTER);
        session.screenshot("2-search-result");
        assertThat(browser.findElements(By.cssSelector("mark"))).isNotEmpty();

        browser.findElement(By.cssSelector("a[href*='/documents/']")).click();
        List<WebElement> marks = browser.findElements(By.cssSelector("rect.hit-mark"));
        session.screenshot("3-document-with-hit");
        assertThat(marks).isNotEmpty();
        assertThat(marks.getFirst().isDisplayed()).isTrue();
        assertThat(marks.getFirst().getRect().getWidth()).isPositive();
        WebElement scan = browser.findElement(By.cssSelector("img.scan"));
        assertThat(browser.executeScript("return arguments[0].naturalWidth", scan))
                .isNotEqualTo(0L);

        session.open("/intake");
        session.screenshot("4-intake");
        assertThat(browser.findElement(By.tagName("body")).getText()).contains("post");
    }

    @Test
    void anAgentOpensACaseFileFilesALetterInItAndWritesANote() throws IOException {
        session.open("/case-files");
        String title = "Rēķins par martu, ko klients neatzīst";
        browser.findElement(By.name("title")).sendKeys(title);
        browser.findElement(By.name("customers")).sendKeys("1003-3417");
        browser.findElement(By.cssSelector(".opening button.primary")).click();
        String reference = browser.getCurrentUrl().replaceFirst(".*/case-files/([A-Z0-9-]+).*", "$1");
        browser.findElement(By.id("note")).sendKeys("Zvanīja klients.", Keys.ENTER, "Atzvanīt pirmdien.");
        browser.findElement(By.cssSelector(".note-form button")).click();

        session.open("/?q=%D0%B4%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80");
        browser.findElement(By.cssSelector("a[href*='/documents/']")).click();
        browser.findElement(By.xpath("//summary[ancestor::details//button[@value='file']]"))
                .click();
        browser.findElement(By.cssSelector("form:has(button[value=file]) input[name=reference]"))
                .sendKeys(reference);
        browser.findElement(By.cssSelector("button[value=file]")).click();

        session.open("/case-files/" + reference);
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
                session.open(page);
                session.screenshot(name + "-" + scheme + "-" + size.getWidth());
                assertThat((Long) browser.executeScript("return document.documentElement.scrollWidth - innerWidth"))
                        .as("%s at %d pixels", page, size.getWidth())
                        .isLessThanOrEqualTo(0);
            }
        }
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        browser.manage().window().setSize(new Dimension(1280, 900));
    }
}
