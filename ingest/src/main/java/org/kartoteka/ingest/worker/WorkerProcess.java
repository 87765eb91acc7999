package org.kartoteka.ingest.worker;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.kartoteka.ingest.worker.WorkerMessage.Failed;
import org.kartoteka.ingest.worker.WorkerMessage.Ready;
import org.kartoteka.ingest.worker.WorkerMessage.Reply;
import org.kartoteka.ingest.worker.WorkerMessage.Request;
import org.kartoteka.ingest.worker.WorkerPoolStats.RestartCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One child process. One thread at a time may talk to it; {@link #kill} may come from any thread.
 *
 * <p>An exchange that fails leaves the process dead: there is no half-broken worker.
 */
final class WorkerProcess {
    private static final Logger log = LoggerFactory.getLogger(WorkerProcess.class);
    private static final int END_TIMEOUT_SECONDS = 5;

    private final Process process;
    private final MessageChannel channel;
    private final ErrorOutput errorOutput;
    private final AtomicReference<@Nullable RestartCause> killed = new AtomicReference<>();
    private long lastRequestId;
    private int pagesRead;

    private WorkerProcess(Process process) {
        this.process = process;
        this.channel = new MessageChannel(
                process.getInputStream(),
                process.getOutputStream(),
                WorkerMain.REPLY_BYTES_MAX,
                WorkerMain.REQUEST_BYTES_MAX);
        this.errorOutput = ErrorOutput.of(process.getErrorStream(), "worker-errors-" + process.pid());
    }

    /** Starts a process without waiting for it to be ready. */
    static WorkerProcess start(WorkerLaunch launch, int slot) throws IOException {
        return new WorkerProcess(launch.start(slot));
    }

    /** What came of an exchange. */
    sealed interface Outcome {
        record Answered(Reply reply) implements Outcome {}

        /** The worker is dead now. */
        record Broken(RestartCause cause) implements Outcome {}
    }

    /** Sends one request and waits for its reply, no longer than allowed. */
    Outcome exchange(Request request, Watchdog watchdog, int timeoutSeconds) {
        try {
            Reply reply;
            try (Watchdog.Watch _ = watchdog.watch(this, timeoutSeconds)) {
                channel.write(request);
                reply = channel.read(Reply.class);
            }
            if (reply.id() != request.id()) {
                return broken(RestartCause.WRONG_ANSWER, "reply to another request");
            }
            if (reply instanceof Failed failed && !(request instanceof WorkerMessage.Open)) {
                return broken(RestartCause.WRONG_ANSWER, failed.exception());
            }
            pagesRead += request instanceof WorkerMessage.ReadPage ? 1 : 0;
            return new Outcome.Answered(reply);
        } catch (MessageChannel.BrokenChannel e) {
            return broken(RestartCause.WRONG_ANSWER, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return broken(causeOfDeath(), String.valueOf(e.getMessage()));
        }
    }

    /** The next id for a request to this worker. */
    long nextRequestId() {
        return ++lastRequestId;
    }

    int pagesRead() {
        return pagesRead;
    }

    boolean isAlive() {
        return killed.get() == null && process.isAlive();
    }

    long processId() {
        return process.pid();
    }

    /** 0 where the system does not tell. */
    long residentBytes() {
        return ResidentMemory.bytes(process.pid());
    }

    /** Ends the process and all it started, at once. The first cause counts. */
    void kill(RestartCause cause) {
        killed.compareAndSet(null, cause);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Lets the process end by itself, as it rests; kills it if it does not. */
    void end() {
        killed.compareAndSet(null, RestartCause.RECYCLED);
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It is dead already.
        }
        if (!waitForEnd()) {
            kill(RestartCause.RECYCLED);
            waitForEnd();
        }
    }

    private Outcome broken(RestartCause cause, String detail) {
        kill(cause);
        boolean ended = waitForEnd();
        log.atWarn()
                .addKeyValue("process", process.pid())
                .addKeyValue("cause", cause)
                .addKeyValue("detail", detail)
                .addKeyValue("ended", ended)
                .addKeyValue("output", errorOutput.lines())
                .log("worker process ended");
        return new Outcome.Broken(cause);
    }

    private RestartCause causeOfDeath() {
        RestartCause cause = killed.get();
        if (cause != null) {
            return cause;
        }
        if (!waitForEnd()) {
            return RestartCause.WRONG_ANSWER;
        }
        return switch (process.exitValue()) {
            case WorkerMain.EXIT_OUT_OF_MEMORY -> RestartCause.MEMORY_LIMIT;
            case WorkerMain.EXIT_BROKEN_CHANNEL -> RestartCause.WRONG_ANSWER;
            default -> RestartCause.CRASHED;
        };
    }

    private boolean waitForEnd() {
        boolean interrupted = Thread.interrupted();
        try {
            return process.waitFor(END_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
            return !process.isAlive();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Opens the reader in a process just started. */
    Outcome open(WorkerLaunch launch, Watchdog watchdog) {
        Outcome outcome = exchange(
                launch.open(nextRequestId()), watchdog, launch.settings().startTimeoutSeconds());
        return switch (outcome) {
            case Outcome.Answered(Ready _) -> outcome;
            case Outcome.Answered(Failed(long _, String exception)) -> broken(RestartCause.START_FAILED, exception);
            case Outcome.Answered(Reply _) -> broken(RestartCause.WRONG_ANSWER, "not a sign of being ready");
            case Outcome.Broken _ -> outcome;
        };
    }
}
