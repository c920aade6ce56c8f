package org.carafe.core.persistence;

import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.lang.annotation.Annotation;
import java.util.List;
import org.carafe.core.ModuleClasses;

/** Finds what JPA must know of: the modules' entities, embeddables and converters. */
public final class PersistentClasses {
  private static final List<Class<? extends Annotation>> KINDS =
      List.of(Entity.class, Embeddable.class, MappedSuperclass.class, Converter.class);

  private PersistentClasses() {}

  /** The names of the classes, sorted. */
  public static List<String> find(ClassLoader loader) {
    return among(ModuleClasses.find(loader));
  }

  /** The names of those among some classes, in their order. */
  public static List<String> among(List<Class<?>> classes) {
    return classes.stream()
        .filter(type -> KINDS.stream().anyMatch(type::isAnnotationPresent))
        .map(Class::getName)
        .toList();
  }
}
