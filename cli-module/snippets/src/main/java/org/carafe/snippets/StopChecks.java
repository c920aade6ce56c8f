package org.carafe.snippets;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Has a compiled class look at a stop sign at the beginning of each method and before each jump
 * backwards, so that no loop and no recursion of its own goes on for ever.
 */
final class StopChecks {
  private static final int API = Opcodes.ASM9;
  private static final String SIGN = StopSign.class.getName().replace('.', '/');

  private StopChecks() {}

  static byte[] in(byte[] compiled, int number) {
    var reader = new ClassReader(compiled);
    var writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new OfClass(writer, number), 0);
    return writer.toByteArray();
  }

  private static final class OfClass extends ClassVisitor {
    private final int number;

    OfClass(ClassVisitor next, int number) {
      super(API, next);
      this.number = number;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new OfMethod(
          super.visitMethod(access, name, descriptor, signature, exceptions), number);
    }
  }

  private static final class OfMethod extends MethodVisitor {
    private final Set<Label> passed = new HashSet<>();
    private final int number;

    OfMethod(MethodVisitor next, int number) {
      super(API, next);
      this.number = number;
    }

    private void look() {
      super.visitLdcInsn(number);
      super.visitMethodInsn(Opcodes.INVOKESTATIC, SIGN, "pass", "(I)V", false);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      look();
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int code, Label to) {
      lookBefore(to);
      super.visitJumpInsn(code, to);
    }

    @Override
    public void visitTableSwitchInsn(int least, int most, Label other, Label... to) {
      lookBefore(to);
      super.visitTableSwitchInsn(least, most, other, to);
    }

    @Override
    public void visitLookupSwitchInsn(Label other, int[] keys, Label[] to) {
      lookBefore(to);
      super.visitLookupSwitchInsn(other, keys, to);
    }

    private void lookBefore(Label... to) {
      for (Label one : to) {
        if (passed.contains(one)) {
          look();
          return;
        }
      }
    }
  }
}
