namespace Functions.Lake;

/// <summary>A state with the version of its schema. A state with another version counts as empty.</summary>
internal interface IVersionedState
{
    const int CurrentSchema = 1;

    int SchemaVersion { get; }
}
