package org.kartoteka.server.wiring;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.kartoteka.ingest.ReadingSettings;
import org.kartoteka.ingest.models.ModelsFolder;
import org.kartoteka.ingest.worker.WorkerPool;
import org.kartoteka.ingest.worker.WorkerPoolStats.RestartCause;
import org.kartoteka.ingest.worker.WorkerSettings;
import org.kartoteka.server.config.DataFolder;
import org.kartoteka.server.config.Settings;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The processes that read, and what they may use. */
@Configuration(proxyBeanMethods = false)
@Profile(Service.WORKER)
class ReadingWiring {
    @Bean(destroyMethod = "close")
    WorkerPool scanReader(WorkerSettings workers, ReadingSettings reading, DataFolder folder, MeterRegistry registry) {
        WorkerPool pool = WorkerPool.prepare(workers, reading, folder.work().resolve("workers"));
        watch(pool, registry);
        return pool;
    }

    /** Workers start when the pages answer: both at once would slow each other down. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> startWorkers(WorkerPool pool) {
        return _ -> pool.start();
    }

    @Bean
    WorkerSettings workerSettings(Settings settings) {
        Settings.Workers workers = settings.workers();
        int count = workers.count() > 0 ? workers.count() : Runtime.getRuntime().availableProcessors();
        return new WorkerSettings(
                count,
                workers.heapMebibytes(),
                workers.residentMebibytesMax(),
                workers.pageTimeoutSeconds(),
                workers.examineTimeoutSeconds(),
                workers.composeTimeoutSeconds(),
                workers.recycleAfterPages(),
                workers.startTimeoutSeconds());
    }

    @Bean
    ReadingSettings readingSettings(Settings settings, Service.ProgramRoot program) {
        Settings.Reading reading = settings.reading();
        ReadingSettings.Limits limits = new ReadingSettings.Limits(
                (long) reading.fileMebibytesMax() << 20,
                reading.pagesMax(),
                reading.pageMegapixelsMax() * 1_000_000L,
                reading.nestingMax(),
                reading.componentsMax(),
                (long) reading.unpackedMebibytesMax() << 20,
                ReadingSettings.Limits.DEFAULT.textLengthMax());
        ModelsFolder models = ModelsFolder.open(program.path().resolve("ocr-models"));
        return new ReadingSettings(models.folder(), reading.languages(), limits);
    }

    private static void watch(WorkerPool pool, MeterRegistry registry) {
        Gauge.builder("kartoteka.workers.busy", pool, p -> p.stats().busy())
                .description("workers at work")
                .register(registry);
        Gauge.builder("kartoteka.workers.up", pool, p -> p.stats().workers())
                .description("worker processes that are up")
                .register(registry);
        for (RestartCause cause : RestartCause.values()) {
            FunctionCounter.builder(
                            "kartoteka.worker.restarts",
                            pool,
                            p -> p.stats().restarts().getOrDefault(cause, 0L))
                    .description("workers replaced, by cause")
                    .tag("cause", cause.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .register(registry);
        }
    }
}
