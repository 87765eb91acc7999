package org.kartoteka.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.archive.Polling;
import org.kartoteka.server.benchmark.ServiceProcess;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** A clerk's way through the review queue in a real browser, by keys alone, in two languages, past hostile text. */
final class ReviewInBrowserTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";
    private static final List<String> NAMES = List.of("one.png", HOSTILE + ".png", "three.png");
    private static final Pattern ITEM = Pattern.compile(".*/review/([0-9a-f-]+).*");
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static ServiceProcess service;
    private static SignedInBrowser session;
    private static RestCaller rest;

    @BeforeAll
    static void startServiceAndBrowser() throws IOException {
        SignedInBrowser.assumeInstalled();
        Path data = folder.resolve("data");
        ServiceProcess.prepare(data, "intake.stable-milliseconds=300");
        service = ServiceProcess.launch(data);
        rest = new RestCaller(service.awaitReady(), data);
        for (String name : NAMES) {
            drop(name);
        }
        service.await("the scans to wait for review", Duration.ofMinutes(5), () -> waiting() == NAMES.size());
        session = SignedInBrowser.at(service, folder.resolve("profile"));
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

    private static long waiting() {
        return rest.json("/api/v1/review").path("waiting").asLong();
    }

    /** A page that names two cases and says little else, so that nobody can be sure where it belongs. */
    private static void drop(String name) throws IOException {
        BufferedImage page = new BufferedImage(1240, 1754, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = page.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, page.getWidth(), page.getHeight());
        pen.setColor(Color.BLACK);
        pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 34));
        int y = 200;
        for (String line : List.of(
                "Lietas Nr. L-2001-004512", "Lietas Nr. L-2001-009999", HOSTILE, name.length() + " lapas pielikums")) {
            pen.drawString(line, 150, y);
            y += 90;
        }
        pen.dispose();
        Path inbox = Files.createDirectories(service.inbox().resolve("post"));
        Path hidden = inbox.resolve(".part");
        ImageIO.write(page, "png", hidden.toFile());
        Files.move(hidden, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void aClerkWorksThroughTheQueueByKeysAloneInTwoLanguages() throws IOException {
        journey("lv", "Jāpārbauda");
        journey("cs", "Ke kontrole");

        press(Keys.ENTER);
        await(
                "the second item",
                () -> !shown().isEmpty() && session.driver().getCurrentUrl().contains("done="));
        String second = shown();
        press(Keys.ENTER);
        await("the third item", () -> !shown().equals(second));
        press(Keys.ENTER);
        await("the end of the queue", () -> shown().isEmpty());
        session.screenshot("review-empty");

        assertThat(text()).contains("Nic nečeká", "Vzít zpět poslední rozhodnutí");
        assertThat(rest.json("/api/v1/review").path("items").isEmpty()).isTrue();
    }

    /** Ends where it began: what was decided is taken back, and shown. */
    private static void journey(String language, String title) throws IOException {
        session.open("/language/" + language + "?back=/review");
        assertThat(text()).contains(title, HOSTILE + ".png");
        session.screenshot("review-list-" + language);
        nothingRan();

        press(Keys.ENTER);
        await("the first item", () -> !shown().isEmpty());
        String first = shown();
        String proposed = chosen();
        await("the claim to show", () -> claimOf(first).equals("user:local"));
        lookAtIt(language);
        press("2");
        assertThat(chosen()).isNotEqualTo(proposed);
        press(Keys.ENTER);
        await("the second item", () -> !shown().equals(first) && !shown().isEmpty());
        String second = shown();
        nothingRan();
        press("?");
        assertThat(session.driver().findElement(By.cssSelector("dialog[open]")).getText())
                .contains("Enter", "Esc");
        press(Keys.ESCAPE);
        press("s");
        await("the third item", () -> !shown().equals(second) && !shown().isEmpty());
        assertThat(shown()).isNotEqualTo(first);
        press("u");
        await("the first item again", () -> shown().equals(first));

        assertThat(chosen()).isEqualTo(proposed);
        session.open("/");
        await("the claim to be given back by who leaves", () -> claimOf(first).isEmpty());
        session.driver().navigate().back();
        await("the claim to be taken again", () -> claimOf(first).equals("user:local"));
        assertThat(rest.json("/api/v1/documents/" + first).path("state").asString())
                .isEqualTo("review");
        assertThat(rest.json("/api/v1/documents/" + first + "/events").toString())
                .contains("\"correction\"", "\"correction-withdrawal\"");
    }

    /** On a desk's screen and on a tablet, by day and by night: every key's button is in sight or can be reached. */
    private static void lookAtIt(String language) throws IOException {
        session.driver().manage().window().setSize(new Dimension(1280, 800));
        session.screenshot("review-item-" + language);
        assertThat(session.driver().executeScript("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        assertThat(session.driver().findElement(By.cssSelector("img.scan")).isDisplayed())
                .isTrue();
        session.driver()
                .executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        session.screenshot("review-item-dark-" + language);
        session.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        session.driver().manage().window().setSize(new Dimension(820, 1180));
        session.screenshot("review-item-tablet-" + language);
        session.driver().manage().window().setSize(new Dimension(1280, 900));
    }

    private static void nothingRan() {
        assertThat(session.driver()
                        .executeScript("return document.querySelectorAll('[onerror], img[src=\"x\"]').length"))
                .isEqualTo(0L);
    }

    private static void press(CharSequence keys) {
        new Actions(session.driver()).sendKeys(keys).perform();
    }

    /** Id of the document that is shown; empty on the list. */
    private static String shown() {
        Matcher matcher = ITEM.matcher(session.driver().getCurrentUrl());
        return matcher.matches() ? matcher.group(1) : "";
    }

    private static String claimOf(String document) {
        for (var item : rest.json("/api/v1/review").path("items")) {
            if (item.path("document").asString().equals(document)) {
                return item.path("claim").path("by").asString("");
            }
        }
        return "";
    }

    private static String chosen() {
        return session.driver()
                .findElement(By.cssSelector("input[name=chosen]:checked"))
                .getDomAttribute("value");
    }

    private static String text() {
        return session.driver().findElement(By.tagName("body")).getText();
    }

    private static void await(String what, Polling.Condition condition) {
        Polling.until(what, WAIT_MAX, condition);
        Polling.until(
                "the page to be ready",
                WAIT_MAX,
                () -> "complete".equals(session.driver().executeScript("return document.readyState")));
    }
}
