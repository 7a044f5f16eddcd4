package io.sealstream.serde.kafka;

import io.sealstream.serde.PolicyRecord;
import io.sealstream.serde.flat.FlatTypes;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Policies from the records of a topic, not yet read. */
public final class PolicyDeserializer implements KafkaRecordDeserializationSchema<PolicyRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<PolicyRecord> out) {
        out.collect(policy(record));
    }

    /** The policy that the record holds. */
    public static PolicyRecord policy(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        return new PolicyRecord(record.topic(), record.offset(), value == null ? new byte[0] : value);
    }

    @Override
    public TypeInformation<PolicyRecord> getProducedType() {
        return FlatTypes.POLICY_RECORD;
    }
}
