using System.Text.Encodings.Web;
using System.Text.Json;

namespace Infra.Workflows.States;

/// <summary>The definition of a state machine. The properties have the names of the States Language, and the same
/// definition always has the same text.</summary>
internal sealed record WorkflowDefinition(
    string Comment, string StartAt, OrderedDictionary<string, WorkflowState> States)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // People read it in the console: statements keep their apostrophes.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        NewLine = "\n",
    };

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}
