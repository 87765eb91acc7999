package org.kartoteka.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class AccessTest extends DoorsTestCase {

    @Autowired
    List<RequestMappingHandlerMapping> mappings;

    @Test
    void noRouteAnswersAStrangerButSignIn() {
        Set<String> answered = new TreeSet<>();
        int walked = 0;
        for (RequestMappingHandlerMapping mapping : mappings) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                for (String pattern : info.getPatternValues()) {
                    String path = pattern.replaceAll("\\{[^}]*}", "x").replace("**", "x");
                    for (HttpMethod method : methods(info)) {
                        walked++;
                        HttpRequest.Builder request =
                                doors.request(path).method(method.name(), HttpRequest.BodyPublishers.noBody());
                        if (doors.send(request).statusCode() != 401) {
                            answered.add(pattern);
                        }
                    }
                }
            }
        }

        assertThat(walked).isGreaterThan(25);
        // A stranger with a void link is told how to get one: 401 as well.
        assertThat(answered).isEmpty();
    }

    private static List<HttpMethod> methods(RequestMappingInfo info) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        return methods.isEmpty()
                ? List.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.DELETE)
                : methods.stream().map(RequestMethod::asHttpMethod).toList();
    }

    @Test
    void staticAssetsAnswerAStranger() {
        for (String asset : List.of("kartoteka.css", "keys.js", "viewer.js", "intake.js", "mark.svg")) {
            assertThat(doors.send(doors.request("/assets/" + asset)).statusCode())
                    .as(asset)
                    .isEqualTo(200);
        }
    }

    @Test
    void neitherTricksWithThePathNorOtherMethodsOpenADoor() {
        for (String path : List.of(
                "/assets/../api/v1/status",
                "/assets/%2e%2e/api/v1/status",
                "//api/v1/status",
                "/api/v1/status/",
                "/api/v1/status;x=/assets/",
                "/assets/..;/api/v1/status",
                "/error",
                "/API/v1/status")) {
            assertThat(doors.send(doors.request(path)).statusCode()).as(path).isIn(400, 401, 404);
            assertThat(doors.send(doors.request(path)).body()).as(path).doesNotContain("javaVersion");
        }
        for (String method : List.of("HEAD", "OPTIONS", "PUT", "PATCH", "TRACE")) {
            HttpRequest.Builder request =
                    doors.request("/api/v1/status").method(method, HttpRequest.BodyPublishers.noBody());
            assertThat(doors.send(request).statusCode()).as(method).isIn(400, 401, 405);
        }
    }

    @Test
    void aStrangerGetsAProblemFromRestAndAPageThatTellsHowToSignInElsewhere() {
        HttpResponse<String> rest = doors.send(doors.request("/api/v1/status"));
        HttpResponse<String> page = doors.send(doors.request("/"));

        assertThat(rest.statusCode()).isEqualTo(401);
        assertThat(Doors.header(rest, "Content-Type")).startsWith("application/problem+json");
        assertThat(Doors.header(rest, "WWW-Authenticate")).startsWith("Bearer");
        assertThat(page.statusCode()).isEqualTo(401);
        assertThat(Doors.header(page, "Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("./kartoteka link").doesNotContain("/intake");
    }

    @Test
    void aLinkSignsInOnceAndTheCookieIsOutOfReachOfScriptsAndOtherPages() {
        String link = links.issue().path();

        HttpResponse<String> first = doors.send(doors.request(link));
        HttpResponse<String> second = doors.send(doors.request(link));

        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(Doors.header(first, "Set-Cookie")).contains("HttpOnly", "SameSite=Strict", "Path=/");
        assertThat(second.statusCode()).isEqualTo(401);
        assertThat(Doors.sessionCookie(second)).isEmpty();
        String cookie = Doors.sessionCookie(first).orElseThrow();
        assertThat(doors.send(doors.withSession("/", cookie)).statusCode()).isEqualTo(200);
    }

    @Test
    void signingOutEndsTheSession() {
        String cookie = doors.signIn();

        HttpResponse<String> out = doors.send(doors.withSession("/sign-out", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.noBody()));

        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(doors.send(doors.withSession("/", cookie)).statusCode()).isEqualTo(401);
    }

    @Test
    void aChangingRequestWithTheCookieMustComeFromOurOwnPages() {
        String cookie = doors.signIn();

        assertThat(reindex(cookie)).isEqualTo(403);
        assertThat(reindex(cookie, "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
        assertThat(reindex(cookie, "Sec-Fetch-Site", "same-site")).isEqualTo(403);
        assertThat(reindex(cookie, "Sec-Fetch-Site", "none")).isEqualTo(403);
        assertThat(reindex(cookie, "Origin", "http://localhost:1")).isEqualTo(403);
        assertThat(reindex(cookie, "Origin", "null")).isEqualTo(403);
        assertThat(reindex(cookie, "Sec-Fetch-Site", "same-origin", "Origin", "https://evil.example"))
                .isEqualTo(403);
        assertThat(reindex(cookie, "Sec-Fetch-Site", "same-origin")).isEqualTo(202);
        doors.awaitRebuild();
        assertThat(reindex(cookie, "Origin", doors.origin())).isEqualTo(202);
        doors.awaitRebuild();
    }

    private int reindex(String cookie, String... headers) {
        HttpRequest.Builder request =
                doors.withSession("/api/v1/reindex", cookie).POST(HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return doors.send(request).statusCode();
    }

    @Test
    void aWrongTokenIsRefusedEvenWithAGoodCookie() {
        String cookie = doors.signIn();

        HttpRequest.Builder request =
                doors.withSession("/api/v1/status", cookie).header("Authorization", "Bearer wrong");

        assertThat(doors.send(request).statusCode()).isEqualTo(401);
    }

    @Test
    void onlyTheTokenMakesLinks() {
        HttpRequest.Builder byToken =
                doors.withToken("/api/v1/sign-in-links").POST(HttpRequest.BodyPublishers.noBody());
        HttpRequest.Builder bySession = doors.withSession("/api/v1/sign-in-links", doors.signIn())
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.noBody());

        HttpResponse<String> made = doors.send(byToken);

        assertThat(made.statusCode()).isEqualTo(201);
        String path = Doors.json(made).get("path").asString();
        assertThat(Doors.sessionCookie(doors.send(doors.request(path)))).isPresent();
        assertThat(doors.send(bySession).statusCode()).isEqualTo(403);
    }

    @Test
    void anotherNameForThisMachineIsTurnedAway() throws IOException {
        assertThat(statusFor("evil.example:" + port)).isEqualTo(400);
        assertThat(statusFor("localhost.evil.example")).isEqualTo(400);
        assertThat(statusFor("LOCALHOST:" + port)).isEqualTo(200);
        assertThat(statusFor("127.0.0.1:" + port)).isEqualTo(200);
        assertThat(statusFor("[::1]:" + port)).isEqualTo(200);
    }

    private int statusFor(String host) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            String request = "GET /assets/keys.js HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ")[1]);
        }
    }

    @Test
    void everyAnswerCarriesTheHeadersThatKeepPagesApart() {
        for (HttpResponse<String> response : List.of(
                doors.send(doors.request("/")), doors.get("/"), doors.get("/api/v1/status"), doors.get("/nothing"))) {
            String policy = Doors.header(response, "Content-Security-Policy");
            assertThat(policy)
                    .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(Doors.header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(Doors.header(response, "X-Frame-Options")).isEqualTo("DENY");
            assertThat(Doors.header(response, "Referrer-Policy")).isEqualTo("same-origin");
            assertThat(Doors.header(response, "Cache-Control")).contains("no-store");
        }
    }

    @Test
    void noPageHoldsScriptOrStyleInItself() {
        for (String path : List.of("/", "/?q=x", "/intake", "/nothing")) {
            assertThat(doors.get(path).body())
                    .as(path)
                    .doesNotContain(" style=")
                    .doesNotContain("<style")
                    .doesNotContainPattern("<script(?![^>]* src=)")
                    .doesNotContainPattern("\\son[a-z]+=");
        }
    }
}
