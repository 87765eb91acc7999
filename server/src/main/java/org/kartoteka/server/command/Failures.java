package org.kartoteka.server.command;

import java.io.PrintWriter;
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
        if (failure instanceof UserError || failure instanceof InvalidSettings) {
            err.println("kartoteka: " + failure.getMessage());
        } else {
            failure.printStackTrace(err);
        }
        err.flush();
        return 1;
    }
}
