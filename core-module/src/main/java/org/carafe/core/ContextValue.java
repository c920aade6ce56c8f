package org.carafe.core;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value that a module contributes to every view.
 *
 * @param name as views write it: {@code #{app.NAME}}
 * @param module the blueprint that declares it
 * @param bean the CDI bean that knows it
 * @param value how to ask the bean
 */
public record ContextValue<B>(
    String name,
    String module,
    Class<B> bean,
    Function<? super B, ? extends @Nullable Object> value) {}
