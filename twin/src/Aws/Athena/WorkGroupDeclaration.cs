using Twin.Aws.S3;

namespace Twin.Aws.Athena;

/// <summary>A declared work group.</summary>
/// <param name="ResultLocation">The result location, <c>s3://bucket/prefix/</c>, or null.</param>
/// <param name="ResultEncryption">The encryption of results; null: the bucket's default.</param>
/// <param name="BytesScannedCutoff">The maximum number of bytes that one query may read; null: no limit.</param>
public sealed record WorkGroupDeclaration(
    string Name, string? ResultLocation, ObjectEncryption? ResultEncryption, long? BytesScannedCutoff)
{
    private const string Result = "configuration.resultConfiguration";
    private const string Engine = "Athena engine version 3";

    /// <exception cref="RunFailedException">Athena would refuse it, or the twin does not support it.</exception>
    public static WorkGroupDeclaration Read(DeclaredResource group)
    {
        var engine = group.OptionalText("configuration.engineVersion.selectedEngineVersion");
        return engine is null or "AUTO" or Engine
            ? new WorkGroupDeclaration(
                group.PhysicalName,
                group.OptionalText($"{Result}.outputLocation"),
                EncryptionOf(group),
                (long?)group.Fraction("configuration.bytesScannedCutoffPerQuery"))
            : throw new RunFailedException($"{group.Title}: the twin does not have '{engine}'. It has {Engine}.");
    }

    private static ObjectEncryption? EncryptionOf(DeclaredResource group)
    {
        var key = group.OptionalText($"{Result}.encryptionConfiguration.kmsKeyArn");
        return group.OptionalText($"{Result}.encryptionConfiguration.encryptionOption") switch
        {
            null => null,
            "SSE_S3" => ObjectEncryption.OfS3,
            "SSE_KMS" => new ObjectEncryption(
                ObjectEncryption.Kms,
                key ?? throw new RunFailedException(
                    $"{group.Title} encrypts results with SSE_KMS and names no key. Set KmsKeyArn."),
                UsesBucketKey: false),
            var other => throw new RunFailedException(
                $"{group.Title}: the twin does not know the encryption option {other}. It has SSE_S3 and SSE_KMS."),
        };
    }
}

/// <summary>A declared named query.</summary>
/// <param name="Description">The question that it answers.</param>
/// <param name="Database">The database of its tables.</param>
/// <param name="WorkGroup">The work group's name; null: <c>primary</c>.</param>
public sealed record NamedQueryDeclaration(
    string Name, string Description, string Database, string? WorkGroup, string Sql)
{
    /// <exception cref="RunFailedException">It lacks a property that Athena requires.</exception>
    public static NamedQueryDeclaration Read(DeclaredResource query) => new(
        query.PhysicalName,
        query.OptionalText("description") ?? "",
        query.Text("database"),
        query.OptionalText("workgroup"),
        query.Text("query"));
}
