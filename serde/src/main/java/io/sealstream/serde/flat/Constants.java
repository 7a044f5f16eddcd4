package io.sealstream.serde.flat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The names of enum constants in octets, made once for each type: a record has some thirty constants. */
final class Constants {
    private static final ClassValue<byte[][]> NAMES = new ClassValue<>() {
        @Override
        protected byte[][] computeValue(Class<?> type) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
        }
    };

    private static final ClassValue<Enum<?>[]> ALL = new ClassValue<>() {
        @Override
        protected Enum<?>[] computeValue(Class<?> type) {
            return (Enum<?>[]) type.getEnumConstants();
        }
    };

    private Constants() {}

    /** The name, which must not be changed. */
    static byte[] name(Enum<?> constant) {
        return NAMES.get(constant.getDeclaringClass())[constant.ordinal()];
    }

    /** The constant of that name; null: there is none. */
    static <E extends Enum<E>> @Nullable E of(Class<E> type, byte[] name) {
        byte[][] names = NAMES.get(type);
        for (int i = 0; i < names.length; i++) {
            if (Arrays.equals(names[i], name)) {
                return type.cast(ALL.get(type)[i]);
            }
        }
        return null;
    }
}
