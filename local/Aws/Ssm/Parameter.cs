using Local.Aws.Kms;

namespace Local.Aws.Ssm;

/// <summary>One version of a parameter.</summary>
/// <param name="Name">As declared, with or without a leading slash.</param>
/// <param name="Type"><c>String</c>, <c>StringList</c> or <c>SecureString</c>.</param>
/// <param name="Value">In the clear; the twin keeps it in memory only.</param>
/// <param name="Version">From 1.</param>
/// <param name="LastModified">When this version was written.</param>
internal sealed record Parameter(string Name, string Type, string Value, long Version, DateTimeOffset LastModified)
{
    /// <summary>AWS's own key for parameters: whoever may read a parameter may use it.</summary>
    public const string DefaultKey = KmsService.OfAws + "ssm";

    /// <summary>What encrypts a SecureString.</summary>
    public string KeyId { get; init; } = DefaultKey;

    /// <summary>The type whose value is encrypted.</summary>
    public const string SecureString = "SecureString";

    /// <summary>All that Parameter Store knows.</summary>
    public static IReadOnlyList<string> Types { get; } = ["String", "StringList", SecureString];

    /// <summary>Everything but the value, so that it reaches no log.</summary>
    public override string ToString() => $"{Name} ({Type}, version {Version})";
}
