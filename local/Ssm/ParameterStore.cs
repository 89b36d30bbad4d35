using System.Collections.Concurrent;

namespace Local.Ssm;

/// <summary>The parameters, in memory. Safe for concurrent use.</summary>
public sealed class ParameterStore(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Parameter> _parameters = new(StringComparer.Ordinal);

    /// <summary>The latest version of a parameter; null where there is none.</summary>
    public Parameter? Find(string name) => _parameters.GetValueOrDefault(name);

    /// <summary>Writes a parameter's first or next version.</summary>
    /// <exception cref="ArgumentException">The type is none of <see cref="Parameter.Types"/>.</exception>
    public Parameter Put(string name, string type, string value)
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
            _ => new Parameter(name, type, value, 1, time.GetUtcNow()),
            (_, before) => new Parameter(name, type, value, before.Version + 1, time.GetUtcNow()));
    }

    /// <summary>Writes a parameter's first version, unless there is one.</summary>
    public bool TryAdd(string name, string type, string value) =>
        _parameters.TryAdd(name, new Parameter(name, type, value, 1, time.GetUtcNow()));
}
