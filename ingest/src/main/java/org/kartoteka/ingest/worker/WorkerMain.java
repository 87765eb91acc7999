package org.kartoteka.ingest.worker;

import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.SynchronousQueue;
import org.kartoteka.ingest.ScanReader;
import org.kartoteka.ingest.worker.WorkerMessage.Compose;
import org.kartoteka.ingest.worker.WorkerMessage.ComposeDone;
import org.kartoteka.ingest.worker.WorkerMessage.Examine;
import org.kartoteka.ingest.worker.WorkerMessage.ExamineDone;
import org.kartoteka.ingest.worker.WorkerMessage.Failed;
import org.kartoteka.ingest.worker.WorkerMessage.Open;
import org.kartoteka.ingest.worker.WorkerMessage.PageDone;
import org.kartoteka.ingest.worker.WorkerMessage.ReadPage;
import org.kartoteka.ingest.worker.WorkerMessage.Ready;
import org.kartoteka.ingest.worker.WorkerMessage.Reply;
import org.kartoteka.ingest.worker.WorkerMessage.Request;

/**
 * A worker process: reads requests from standard input, answers on a pipe of its own.
 *
 * <p>Standard output is not that pipe: what libraries print goes to standard error. The process ends by itself as soon as its
 * parent is gone, whatever it is doing: a thread always waits on standard input, which then ends.
 */
public final class WorkerMain {
    static final int EXIT_PARENT_GONE = 0;
    static final int EXIT_OUT_OF_MEMORY = 3;
    static final int EXIT_BROKEN_CHANNEL = 4;
    static final long REQUEST_BYTES_MAX = 512L << 20;
    static final long REPLY_BYTES_MAX = 64L << 20;

    private final MessageChannel channel;
    private final SynchronousQueue<Request> requests = new SynchronousQueue<>();

    private WorkerMain(MessageChannel channel) {
        this.channel = channel;
    }

    /** @param args the path of the pipe for replies; without it replies go to standard output */
    public static void main(String[] args) throws IOException {
        OutputStream replies =
                args.length > 0 ? new FileOutputStream(args[0]) : new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        System.setIn(InputStream.nullInputStream());
        InputStream input = new FileInputStream(FileDescriptor.in);
        new WorkerMain(new MessageChannel(input, replies, REQUEST_BYTES_MAX, REPLY_BYTES_MAX)).run();
    }

    private void run() {
        Thread.ofPlatform().daemon().name("worker-input").start(this::listen);
        try {
            serve();
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(EXIT_OUT_OF_MEMORY);
        } catch (IOException | InterruptedException e) {
            Runtime.getRuntime().halt(EXIT_BROKEN_CHANNEL);
        }
    }

    private void listen() {
        try {
            while (true) {
                requests.put(channel.read(Request.class));
            }
        } catch (EOFException e) {
            Runtime.getRuntime().halt(EXIT_PARENT_GONE);
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(EXIT_OUT_OF_MEMORY);
        } catch (IOException | InterruptedException | RuntimeException e) {
            Runtime.getRuntime().halt(EXIT_BROKEN_CHANNEL);
        }
    }

    private void serve() throws IOException, InterruptedException {
        if (!(requests.take() instanceof Open open)) {
            throw new IOException("the first request must open the reader");
        }
        ScanReader reader;
        try {
            reader = factory(open.factory()).open(open.settings());
            channel.write(new Ready(open.id(), reader.recipe(), reader.provenance()));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // Nothing from outside was read yet, so the message holds nothing of a document.
            channel.write(new Failed(open.id(), String.valueOf(e)));
            return;
        }
        while (true) {
            channel.write(answer(reader, requests.take()));
        }
    }

    private static Reply answer(ScanReader reader, Request request) throws IOException {
        try {
            return switch (request) {
                case Examine examine -> new ExamineDone(examine.id(), reader.examine(examine.request()));
                case ReadPage page -> new PageDone(page.id(), reader.readPage(page.request()));
                case Compose compose -> new ComposeDone(compose.id(), reader.compose(compose.request()));
                case Open _ -> throw new IOException("the reader is open already");
            };
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            return new Failed(request.id(), e.getClass().getName());
        }
    }

    private static ScanReaderFactory factory(String className) throws ReflectiveOperationException {
        return Class.forName(className)
                .asSubclass(ScanReaderFactory.class)
                .getConstructor()
                .newInstance();
    }
}
