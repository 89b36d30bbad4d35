using System.Collections.Concurrent;

namespace Twin.Aws.Ssm;

/// <summary>The parameters, in memory. Safe for concurrent use.</summary>
internal sealed class ParameterStore(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Parameter> _parameters = new(StringComparer.Ordinal);

    /// <summary>The latest version of a parameter; null if it does not exist.</summary>
    public Parameter? Find(string name) => _parameters.GetValueOrDefault(name);

    /// <summary>Writes the first or the next version of a parameter.</summary>
    /// <param name="name">The name, with its slashes.</param>
    /// <param name="type">One of <see cref="Parameter.Types"/>.</param>
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
