using Twin.Aws.Kms;

namespace Twin.Aws.Ssm;

/// <summary>One version of a parameter.</summary>
/// <param name="Name">The name as declared, with or without a leading slash.</param>
/// <param name="Type"><c>String</c>, <c>StringList</c> or <c>SecureString</c>.</param>
/// <param name="Value">The value in plain text; the twin keeps it in memory only.</param>
/// <param name="Version">The version, from 1.</param>
/// <param name="LastModified">The time at which this version was written.</param>
internal sealed record Parameter(string Name, string Type, string Value, long Version, DateTimeOffset LastModified)
{
    /// <summary>AWS's own key for parameters. A caller who may read a parameter may use it.</summary>
    public const string DefaultKey = KmsService.OfAws + "ssm";

    /// <summary>The KMS key that encrypts a SecureString.</summary>
    public string KeyId { get; init; } = DefaultKey;

    /// <summary>The type whose value is encrypted.</summary>
    public const string SecureString = "SecureString";

    /// <summary>All types of Parameter Store.</summary>
    public static IReadOnlyList<string> Types { get; } = ["String", "StringList", SecureString];

    /// <summary>The parameter without its value, so that the value reaches no log.</summary>
    public override string ToString() => $"{Name} ({Type}, version {Version})";
}
