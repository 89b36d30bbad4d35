using System.Collections.Immutable;
using Local.Aws.Declaration;

namespace Local.Aws.Glue;

/// <summary>A declared trigger: the crawlers that a workflow starts.</summary>
/// <param name="Workflow">The workflow's name.</param>
/// <param name="Crawlers">The crawlers.</param>
internal sealed record TriggerDeclaration(string? Workflow, ImmutableArray<DeclaredResource> Crawlers)
{
    private const string OnEvent = "EVENT";

    /// <summary>The declared triggers that events start.</summary>
    /// <exception cref="RunFailedException">A trigger starts a crawler that is not declared.</exception>
    public static ImmutableArray<TriggerDeclaration> ReadAll(DeclaredStack stack) =>
    [
        .. from trigger in stack.OfType(GlueResources.Trigger)
           where trigger.Text("type") == OnEvent
           let names = trigger.Parts("actions").Select(action => action.Text("crawlerName"))
           select new TriggerDeclaration(
               trigger.OptionalText("workflowName"),
               [
                   .. names.Select(name => stack.Named(GlueResources.Crawler, name)
                       ?? throw new RunFailedException(
                           $"{trigger.Title} starts the crawler '{name}', which is not declared.")),
               ]),
    ];
}
