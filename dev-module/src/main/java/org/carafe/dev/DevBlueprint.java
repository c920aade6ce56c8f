package org.carafe.dev;

import java.util.List;
import org.carafe.core.Blueprint;
import org.carafe.core.Registration;
import org.carafe.dev.boundary.MessageHtml;
import org.carafe.dev.boundary.MessageSource;
import org.carafe.dev.control.InboxFolder;

/** The pages that only developers see; this module is never in the production WAR. */
public final class DevBlueprint implements Blueprint {

  @Override
  public String name() {
    return "dev";
  }

  @Override
  public List<String> requires() {
    return List.of("web", "mail");
  }

  @Override
  public void register(Registration app) {
    app.page("ui", "/dev/ui", "dev/ui.xhtml").anonymous();
    app.page("mail", "/dev/mail", "dev/mail.xhtml").anonymous();
    app.page("message", "/dev/mail/{id}", "dev/message.xhtml").anonymous();
    app.handler("messageHtml", "GET", "/dev/mail/{id}/html", MessageHtml.class).anonymous();
    app.handler("messageSource", "GET", "/dev/mail/{id}/source", MessageSource.class).anonymous();
    app.setting(InboxFolder.FOLDER);
  }
}
