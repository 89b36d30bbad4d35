namespace Pulumi;

/// <summary>A file or an archive of files. Where it is kept is for the engine to know, and not public.</summary>
public abstract class AssetOrArchive
{
    internal string SigKey { get; }

    internal string PropName { get; }

    internal object Value { get; }

    private protected AssetOrArchive(string sigKey, string propName, object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        SigKey = sigKey;
        PropName = propName;
        Value = value;
    }
}
