/** Something of the catalog that was not taken, or taken but kept out of conversations. Nothing is dropped without one. */
export type Refusal = {
  readonly level: 'file' | 'tool' | 'endpoint' | 'parameter' | 'response';
  /** File (and place inside it) the thing comes from. */
  readonly source: string;
  /** Tool, endpoint or parameter name as the catalog spells it; empty for a file. */
  readonly name: string;
  readonly reason: RefusalReason;
  /** One sentence with the particulars. */
  readonly detail: string;
};

export type RefusalReason =
  // files
  | 'unreadable_file'
  | 'invalid_json'
  | 'invalid_yaml'
  | 'unknown_format'
  | 'file_too_large'
  | 'empty_file'
  | 'server_failed'
  // tools
  | 'not_an_object'
  | 'no_endpoints'
  | 'no_usable_name'
  | 'duplicate_tool'
  | 'too_deep'
  | 'tool_too_large'
  | 'health_check_or_test'
  // endpoints
  | 'duplicate_endpoint'
  | 'too_many_parameters'
  | 'enum_too_long'
  | 'needs_credentials'
  | 'needs_file_upload'
  | 'required_parameter_without_source'
  | 'input_cannot_be_met'
  | 'response_unknown'
  | 'response_without_content'
  | 'no_meaning'
  | 'left_out'
  // parameters and responses
  | 'dangling_reference'
  | 'remote_reference'
  | 'circular_reference'
  // parameters
  | 'duplicate_parameter'
  | 'credential_parameter'
  | 'placeholder_without_parameter'
  | 'technical_parameter'
  // responses
  | 'error_response_schema'
  | 'schema_too_large'
  | 'invalid_schema';
