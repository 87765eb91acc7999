package org.kartoteka.server.command;

import java.io.PrintWriter;
import java.util.Optional;
import org.kartoteka.server.config.InvalidSettings;
import org.kartoteka.server.config.UserError;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one sentence what went wrong; a stack trace only for what nobody expected. */
public final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        Optional<Throwable> expected = expected(failure);
        expected.ifPresentOrElse(
                known -> err.println("kartoteka: " + known.getMessage()), () -> failure.printStackTrace(err));
        err.flush();
        return 1;
    }

    /** What is told in a sentence; while the service starts it arrives wrapped. */
    private static Optional<Throwable> expected(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UserError || cause instanceof InvalidSettings) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }
}
