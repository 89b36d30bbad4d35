namespace Pulumi.Testing;

/// <summary>The options of a test's deployment.</summary>
public class TestOptions
{
    /// <summary>The project's name; the default is "project".</summary>
    public string? ProjectName { get; set; }

    /// <summary>The stack's name; the default is "stack".</summary>
    public string? StackName { get; set; }

    /// <summary>False; a preview, which is the default, is not run.</summary>
    public bool? IsPreview { get; set; }
}
