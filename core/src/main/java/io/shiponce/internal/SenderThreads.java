package io.shiponce.internal;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where senders run: virtual threads from Java 21 on, else a pool of named daemon threads with one per slot. */
final class SenderThreads {
    private SenderThreads() {}

    static ExecutorService create(int slots) {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException e) {
            return pool(slots);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("virtual threads cannot be had", e);
        }
    }

    private static ExecutorService pool(int slots) {
        AtomicInteger count = new AtomicInteger();
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, "shiponce-sender-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        // One thread per slot: what is queued waits only for a thread that has just landed and is about to be free.
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(slots, slots, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
