namespace Pulumi.Testing;

/// <summary>Takes the place of the providers in a test.</summary>
public interface IMocks
{
    /// <summary>Makes a resource: its id (null or empty: not known yet) and its state, a map of output values by wire
    /// name. It is called for components too, but not for the stack.</summary>
    Task<(string? id, object state)> NewResourceAsync(MockResourceArgs args);

    /// <summary>Calls a provider's function; the result is a map by wire name.</summary>
    Task<object> CallAsync(MockCallArgs args);
}
