namespace Pulumi.Utilities;

/// <summary>Reads outputs, for tests and tools.</summary>
public static class OutputUtilities
{
    public static Task<T> GetValueAsync<T>(Output<T> output) => output.GetValueAsync();
}
