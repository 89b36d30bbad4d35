using System.Collections.Concurrent;

namespace Twin.Declaration;

/// <summary>The properties that the twin's services have read, by type. Safe for concurrent use.</summary>
public sealed class PropertyReads
{
    private readonly ConcurrentDictionary<(string Type, string Path), bool> _values = [];
    private readonly ConcurrentDictionary<(string Type, string Path), bool> _maps = [];

    /// <param name="path">The property's path, without indexes of lists.</param>
    public void Add(string type, string path) => _values.TryAdd((type, path), true);

    /// <summary>Records that a map was read with all its keys.</summary>
    public void AddMap(string type, string path) => _maps.TryAdd((type, path), true);

    public bool Contains(string type, string path) =>
        _values.ContainsKey((type, path)) || MapOf(type, path) is not null;

    /// <summary>The path of the map that has a property as a key; null if no such map was read.</summary>
    public string? MapOf(string type, string path)
    {
        // A key may contain dots.
        for (var end = path.LastIndexOf('.'); end > 0; end = path.LastIndexOf('.', end - 1))
        {
            if (_maps.ContainsKey((type, path[..end])))
            {
                return path[..end];
            }
        }

        return null;
    }
}
