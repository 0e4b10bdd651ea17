package io.shiponce.store.jdbc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** For tests on a MySQL server that is given. Where none is, they are skipped, and the build's output says so. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OnMySql.Given.class)
@interface OnMySql {

    /** Whether there is a server. */
    final class Given implements ExecutionCondition {
        /** The system property that gives it; anything may be created on it. */
        private static final String PROPERTY = "shiponce.mysql";

        private static final String NONE =
                "MySQL comes with no build: give a server of version 8.0.17 or newer, on which anything may be"
                        + " created, by -D" + PROPERTY
                        + "='jdbc:mysql://HOST/DATABASE?user=…&password=…' and its driver by"
                        + " -Dmaven.test.additionalClasspath=FILE; the MariaDB driver does as well, by jdbc:mariadb:";

        private static final AtomicBoolean SAID = new AtomicBoolean();

        static String url() {
            return System.getProperty(PROPERTY, "");
        }

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (!url().isEmpty()) {
                return ConditionEvaluationResult.enabled("a server is given");
            }
            if (!SAID.getAndSet(true)) {
                System.out.println("[mysql] SKIPPED: " + NONE);
            }
            return ConditionEvaluationResult.disabled(NONE);
        }
    }
}
