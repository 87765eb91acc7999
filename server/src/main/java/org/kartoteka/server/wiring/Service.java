package org.kartoteka.server.wiring;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.kartoteka.api.access.SignInLinks;
import org.kartoteka.routes.intake.IntakeFolders;
import org.kartoteka.server.config.DataFolder;
import org.kartoteka.server.config.Settings;
import org.kartoteka.server.config.SettingsFile;
import org.kartoteka.server.config.UserError;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The running service: one per data folder. */
public final class Service implements AutoCloseable {
    static final String STANDALONE = "standalone";
    static final String CLUSTERED = "clustered";
    static final String API = "api";
    static final String WORKER = "worker";
    static final String INTAKE = "intake";

    private final ConfigurableApplicationContext context;
    private final FileLock lock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final int port;
    private final Optional<Path> inbox;
    private final Settings settings;
    private final Path portFile;

    private Service(ConfigurableApplicationContext context, FileLock lock, DataFolder folder, Settings settings) {
        this.settings = settings;
        this.context = context;
        this.lock = lock;
        this.port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        this.inbox = settings.node().isIntake()
                ? Optional.of(context.getBean(IntakeFolders.class).inbox())
                : Optional.empty();
        this.portFile = folder.portFile();
    }

    /**
     * Starts the service on the data folder and returns when it answers.
     *
     * @throws UserError another service has the folder, or a setting cannot be used
     */
    public static Service start(DataFolder folder, Path programRoot) throws IOException {
        FileLock lock =
                folder.lock().orElseThrow(() -> new UserError("a service is running on " + folder.root() + " already"));
        SettingsFile.writeTemplate(folder.settingsFile());
        Settings settings = SettingsFile.read(folder.settingsFile());
        folder.create(settings.isClustered());
        SpringApplication application = new SpringApplication(ServiceConfiguration.class);
        application.setRegisterShutdownHook(false);
        application.setBannerMode(Banner.Mode.OFF);
        application.setAdditionalProfiles(profiles(settings));
        application.setDefaultProperties(springProperties(folder, settings));
        application.addInitializers(context -> {
            context.getBeanFactory().registerSingleton("dataFolder", folder);
            context.getBeanFactory().registerSingleton("settings", settings);
            context.getBeanFactory().registerSingleton("programRoot", new ProgramRoot(programRoot));
        });
        ConfigurableApplicationContext context = run(application, lock);
        if (settings.node().isApi() || settings.node().isIntake()) {
            DataFolder.ownerOnly(context.getBean(IntakeFolders.class).taken());
        }
        Service service = new Service(context, lock, folder, settings);
        Files.writeString(folder.portFile(), Integer.toString(service.port), StandardCharsets.US_ASCII);
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
        return service;
    }

    private static ConfigurableApplicationContext run(SpringApplication application, FileLock lock) throws IOException {
        boolean runs = false;
        try {
            ConfigurableApplicationContext context = application.run();
            runs = true;
            return context;
        } finally {
            if (!runs) {
                lock.channel().close();
            }
        }
    }

    private static String[] profiles(Settings settings) {
        List<String> profiles = new ArrayList<>();
        profiles.add(settings.isClustered() ? CLUSTERED : STANDALONE);
        if (settings.node().isApi()) {
            profiles.add(API);
        }
        if (settings.node().isWorker()) {
            profiles.add(WORKER);
        }
        if (settings.node().isIntake()) {
            profiles.add(INTAKE);
        }
        return profiles.toArray(String[]::new);
    }

    /**
     * Where to drop files.
     *
     * @throws NoSuchElementException this node watches no folder
     */
    public Path inbox() {
        return inbox.orElseThrow();
    }

    /** Where the web page is. */
    public String address() {
        return settings.web().base(port) + "/";
    }

    /** What to tell the person who started it. */
    public String greeting() {
        StringBuilder text = new StringBuilder("\nKartoteka is running");
        if (settings.isClustered()) {
            text.append(" as node ").append(settings.node().name());
        }
        text.append(".\n");
        inbox.ifPresent(folder -> line(text, "Drop scans into", folder + "   (or a folder below it)"));
        if (settings.node().isApi()) {
            String link = context.getBean(SignInLinks.class).issue().path();
            line(text, "Web page", address());
            line(text, "Sign in once with", address() + link.substring(1));
        } else {
            line(text, "Health", address() + "actuator/health");
        }
        return text.append("Ctrl-C stops it.\n").toString();
    }

    private static void line(StringBuilder text, String title, String what) {
        text.append("  %-18s %s%n".formatted(title, what));
    }

    /** Returns when the service was stopped. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** Finishes what is under way, within the stop time-out, and lets go of the data folder. */
    @Override
    public void close() {
        synchronized (stopped) {
            if (stopped.getCount() == 0) {
                return;
            }
            context.close();
            try {
                Files.deleteIfExists(portFile);
                lock.channel().close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("cannot release the data folder", e);
            }
            stopped.countDown();
        }
    }

    private static Map<String, Object> springProperties(DataFolder folder, Settings settings) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("spring.jmx.enabled", "false");
        properties.put("spring.application.name", "kartoteka");
        properties.put("server.address", settings.web().address());
        properties.put("server.port", settings.web().port());
        properties.put("server.shutdown", "graceful");
        properties.put(
                "spring.lifecycle.timeout-per-shutdown-phase", settings.web().stopTimeoutSeconds() + "s");
        properties.put("server.tomcat.threads.max", 32);
        properties.put("server.tomcat.threads.min-spare", 4);
        properties.put("spring.servlet.multipart.max-file-size", settings.web().uploadMebibytesMax() + "MB");
        properties.put(
                "spring.servlet.multipart.max-request-size", settings.web().uploadMebibytesMax() + 1 + "MB");
        properties.put("spring.servlet.multipart.location", folder.upload().toString());
        properties.put("management.endpoints.web.exposure.include", "health,prometheus");
        properties.put("management.endpoint.health.show-details", "when-authorized");
        properties.put(
                "logging.file.name", folder.logs().resolve("kartoteka.log").toString());
        properties.put("logging.structured.format.file", "logstash");
        properties.put("logging.logback.rollingpolicy.max-file-size", "20MB");
        properties.put("logging.logback.rollingpolicy.max-history", "14");
        properties.put("logging.logback.rollingpolicy.total-size-cap", "500MB");
        properties.put("logging.threshold.console", "WARN");
        // whoever starts the service tells what kept it from starting, where it can in a sentence
        properties.put("logging.level.org.springframework.boot.SpringApplication", "OFF");
        properties.put("logging.level.org.springframework.boot.web.server.servlet.context", "ERROR");
        // both only tell developers what they know
        properties.put("logging.level.org.apache.lucene.internal.vectorization", "ERROR");
        properties.put("logging.level.org.springdoc.core.events", "ERROR");
        properties.put("camel.main.shutdown-timeout", settings.web().stopTimeoutSeconds());
        return properties;
    }

    /** Where the program's own data ({@code ocr-models}) is. */
    public record ProgramRoot(Path path) {}
}
