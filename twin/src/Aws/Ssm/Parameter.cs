namespace Twin.Aws.Ssm;

/// <param name="Name">The name as declared, with or without a leading slash.</param>
/// <param name="Type"><c>String</c>, <c>StringList</c> or <c>SecureString</c>.</param>
/// <param name="Value">The value in plain text; the twin keeps it in memory only.</param>
internal sealed record Parameter(string Name, string Type, string Value, long Version, DateTimeOffset LastModified)
{
    /// <summary>AWS's own key for parameters. A caller who may read a parameter may use it.</summary>
    public const string DefaultKey = KmsService.OfAws + "ssm";

    public string KeyId { get; init; } = DefaultKey;
    public const string SecureString = "SecureString";
    public static IReadOnlyList<string> Types { get; } = ["String", "StringList", SecureString];

    /// <summary>The parameter without its value, so that the value reaches no log.</summary>
    public override string ToString() => $"{Name} ({Type}, version {Version})";
}

internal sealed class ParameterException(
    string type, string? text, HttpStatusCode status = HttpStatusCode.BadRequest) : Exception(text)
{
    /// <summary>For example <c>ParameterNotFound</c>, which AWS sends without a message.</summary>
    public string Type { get; } = type;

    public string? Text { get; } = text;
    public HttpStatusCode Status => status;

    public static ParameterException NotImplemented(string what) =>
        new("NotImplemented", $"The local twin does not know {what}.", HttpStatusCode.NotImplemented);

    public static ParameterException Validation(string message) => new("ValidationException", message);
}

/// <summary>The parameters, in memory. Safe for concurrent use.</summary>
internal sealed class ParameterStore(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Parameter> _parameters = new(StringComparer.Ordinal);

    public Parameter? Find(string name) => _parameters.GetValueOrDefault(name);

    /// <param name="value">The value in plain text.</param>
    /// <param name="keyId">The KMS key that encrypts the value; null for AWS's own key.</param>
    /// <exception cref="ArgumentException">The type is not one of <see cref="Parameter.Types"/>.</exception>
    public Parameter Put(string name, string type, string value, string? keyId = null)
    {
        if (!Parameter.Types.Contains(type))
        {
            throw new ArgumentException(
                $"The parameter {name} has the type \"{type}\"; it must be one of "
                + $"{string.Join(", ", Parameter.Types)}.",
                nameof(type));
        }

        return _parameters.AddOrUpdate(
            name,
            _ => First(name, type, value, keyId),
            (_, before) => First(name, type, value, keyId) with { Version = before.Version + 1 });
    }

    /// <summary>Writes the first version of a parameter, unless it exists.</summary>
    public bool TryAdd(string name, string type, string value, string? keyId = null) =>
        _parameters.TryAdd(name, First(name, type, value, keyId));

    private Parameter First(string name, string type, string value, string? keyId) =>
        new(name, type, value, 1, time.GetUtcNow()) { KeyId = keyId ?? Parameter.DefaultKey };
}
