using System.Collections.Concurrent;

namespace Local.Aws.Declaration;

/// <summary>The properties that the twin's services have read, by type. Safe for concurrent use.</summary>
internal sealed class PropertyReads
{
    private readonly ConcurrentDictionary<(string Type, string Path), bool> _paths = [];

    /// <summary>Notes that a property was read.</summary>
    /// <param name="type">The type token.</param>
    /// <param name="path">The property's path; lists add nothing to it.</param>
    public void Add(string type, string path) => _paths.TryAdd((type, path), true);

    /// <summary>Determines whether a property, or an object that it is in, was read.</summary>
    public bool Contains(string type, string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('.', end - 1))
        {
            if (_paths.ContainsKey((type, path[..end])))
            {
                return true;
            }
        }

        return false;
    }
}
