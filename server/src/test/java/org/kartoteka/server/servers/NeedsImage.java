package org.kartoteka.server.servers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** The class is run only where a container engine has the image. Where not, it says so and is skipped. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsImage.Condition.class)
public @interface NeedsImage {
    ContainerImage value();

    /** Asks the engine. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (context.getTestMethod().isPresent()) {
                return ConditionEvaluationResult.enabled("asked for the class");
            }
            return AnnotationSupport.findAnnotation(context.getElement(), NeedsImage.class)
                    .flatMap(needs -> needs.value().obstacle())
                    .map(obstacle -> {
                        System.out.printf("%s is skipped: %s%n", context.getDisplayName(), obstacle);
                        return ConditionEvaluationResult.disabled(obstacle);
                    })
                    .orElseGet(() -> ConditionEvaluationResult.enabled("the image is there"));
        }
    }
}
