namespace Pulumi.Aws;

/// <summary>What every generated class needs.</summary>
internal static class Utilities
{
    /// <summary>The provider's version, which the engine picks its plugin by.</summary>
    public static string Version { get; } = typeof(Utilities).Assembly.GetName().Version!.ToString(3);

    /// <summary>The first of these environment variables that is set.</summary>
    public static string? GetEnv(params string[] names) =>
        names.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => value is not null);

    public static InvokeOptions WithDefaults(this InvokeOptions? options)
    {
        options ??= new InvokeOptions();
        options.Version ??= Version;
        return options;
    }

    public static InvokeOutputOptions WithDefaults(this InvokeOutputOptions? options)
    {
        options ??= new InvokeOutputOptions();
        options.Version ??= Version;
        return options;
    }

    public static CustomResourceOptions Merge(CustomResourceOptions defaults, CustomResourceOptions? given)
    {
        var merged = CustomResourceOptions.Merge(defaults, given);
        // a declared resource is never one to be looked up: an ID among the options means nothing here
        merged.Id = "";
        return merged;
    }
}
