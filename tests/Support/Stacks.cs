using System.Collections.Concurrent;

namespace Tests.Support;

internal static class Stacks
{
    public const string ClientSecret = "the-client-secret-of-the-tests";
    public const string RefreshToken = "the-refresh-token-of-the-tests";

    private static readonly ConcurrentDictionary<string, Task<DeclaredStack>> Loaded = [];

    public static TheoryData<string> Names => ["dev", "prod", "weekly"];

    /// <summary>The stacks that read every day, and whose tables a function makes.</summary>
    public static TheoryData<string> Daily => ["dev", "prod"];

    public static Task<DeclaredStack> Load(string name) => Loaded.GetOrAdd(
        name,
        stack => StackLoader.LoadAsync(
            StackConfiguration.Read(PulumiProject.Folder, stack).WithSecrets(ClientSecret, RefreshToken)));
}
