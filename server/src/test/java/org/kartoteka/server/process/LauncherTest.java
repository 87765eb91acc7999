package org.kartoteka.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kartoteka.server.benchmark.ServiceProcess;

/** What the launcher says and leaves when building goes wrong. A script stands in for Maven. */
final class LauncherTest {
    private static final String INTERRUPTED = "trap 'exit 130' INT; kill -INT 0; wait";
    private static final String FAILS = "echo '[ERROR] there is a semicolon too many'; exit 1";

    @TempDir
    Path folder;

    private Path tree;
    private Path maven;

    /** How a run of the launcher ended. */
    private record Ended(int status, String said) {}

    @BeforeEach
    void plantASmallTree() throws IOException, InterruptedException {
        assumeThat(hasSessions()).as("setsid, env and bash are here").isTrue();
        tree = Files.createDirectory(folder.resolve("tree"));
        maven = Files.createDirectory(folder.resolve("bin")).resolve("mvn");
        Files.copy(ServiceProcess.root().resolve("kartoteka"), tree.resolve("kartoteka"));
        Files.createDirectories(tree.resolve("server/src/main"));
        for (String file : List.of("pom.xml", "server/pom.xml", "server/src/main/Main.java")) {
            Files.createFile(tree.resolve(file));
        }
    }

    @Test
    void saysThatTheBuildWasInterruptedAndLeavesNothingThatLooksBuilt() throws Exception {
        Ended ended = train(INTERRUPTED);

        assertThat(ended.said()).contains("the build was interrupted").doesNotContain("failed");
        assertThat(ended.status()).isEqualTo(130);
        assertThat(programs()).isEmpty();
    }

    @Test
    void buildsAgainAfterAnInterruptedBuild() throws Exception {
        train(INTERRUPTED);

        assertThat(train(FAILS).said()).contains("Building Kartoteka");
    }

    @Test
    void saysWhatFailedAndWhereTheWholeLogIs() throws Exception {
        Ended ended = train(FAILS);

        assertThat(ended.said())
                .contains("[ERROR] there is a semicolon too many")
                .contains(tree.toRealPath().resolve(".kartoteka/build.log").toString());
        assertThat(ended.status()).isEqualTo(1);
        assertThat(programs()).isEmpty();
    }

    private Ended train(String build) throws IOException, InterruptedException {
        Files.writeString(maven, "#!/bin/bash\n" + build + "\n");
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        Path said = folder.resolve("said");
        ProcessBuilder launcher = new ProcessBuilder(inASession("kartoteka", "train"))
                .directory(tree.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        launcher.environment().put("JAVA_HOME", System.getProperty("java.home"));
        launcher.environment().merge("PATH", "", (path, _) -> maven.getParent() + File.pathSeparator + path);
        Process process = launcher.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
    }

    private List<Path> programs() throws IOException {
        try (Stream<Path> programs = Files.list(tree.resolve(".kartoteka/app"))) {
            return programs.toList();
        }
    }

    private static boolean hasSessions() throws InterruptedException {
        try {
            return new ProcessBuilder(inASession("-c", "true")).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** A session of its own, so that an interruption reaches the launcher and its build alone, and does reach them. */
    private static List<String> inASession(String... bash) {
        return Stream.concat(Stream.of("setsid", "--wait", "env", "--default-signal=INT", "bash"), Stream.of(bash))
                .toList();
    }
}
