/**
 * The kernel's API: a {@link org.carafe.core.Blueprint} declares a feature, the {@link
 * org.carafe.core.Application} factory assembles all of them.
 *
 * <pre>{@code
 * public final class NotesBlueprint implements Blueprint {
 *   public String name() {
 *     return "notes";
 *   }
 *
 *   public void register(Registration app) {
 *     app.page("list", "/notes", "notes/list.xhtml").signedIn().in("main", 20);
 *     app.page("show", "/notes/{id:long}", "notes/show.xhtml").signedIn();
 *     app.resource(NotesResource.class);
 *   }
 * }
 * }</pre>
 */
@NullMarked
package org.carafe.core;

import org.jspecify.annotations.NullMarked;
