import { readCrd } from '../../src/schema/crd.js'
import { defineRule } from '../../src/rule/rule.js'

export default defineRule({
  id: 'invalid-definition',
  area: 'definitions',
  summary: 'A custom resource definition must be one that an API server can judge by.',
  kinds: ['apiextensions.k8s.io/CustomResourceDefinition'],
  stage: 'apply',
  presets: { recommended: 'error', production: 'error', dev: 'error' },
  why: `The API server refuses a definition whose schema is not structural: every field has a type, nothing is referred to from elsewhere, and only some
keywords of JSON Schema exist. With \`--crds\` strimzi-lint judges resources by such definitions; what it cannot read, it cannot judge by.`,
  links: ['https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema'],
  examples: {
    invalid: [
      {
        title: 'a field without a type, and a reference',
        yaml: `
          apiVersion: apiextensions.k8s.io/v1
          kind: CustomResourceDefinition
          metadata:
            name: backups.example.com
          spec:
            group: example.com
            scope: Namespaced
            names: { kind: Backup, plural: backups }
            versions:
              - name: v1
                served: true
                storage: true
                schema:
                  openAPIV3Schema:
                    type: object
                    properties:
                      spec:
                        type: object
                        properties:
                          schedule: # error
                            description: When to run.
                          target:
                            type: object
                            $ref: '#/definitions/Target' # error
        `,
      },
      {
        title: 'a name that is not made of plural and group',
        yaml: `
          apiVersion: apiextensions.k8s.io/v1
          kind: CustomResourceDefinition
          metadata:
            name: backup.example.com # error
          spec:
            group: example.com
            scope: Namespaced
            names: { kind: Backup, plural: backups }
            versions:
              - name: v1
                served: true
                storage: true
                schema: { openAPIV3Schema: { type: object } }
        `,
      },
    ],
    valid: [
      {
        title: 'a structural schema',
        yaml: `
          apiVersion: apiextensions.k8s.io/v1
          kind: CustomResourceDefinition
          metadata:
            name: backups.example.com
          spec:
            group: example.com
            scope: Namespaced
            names: { kind: Backup, plural: backups }
            versions:
              - name: v1
                served: true
                storage: true
                schema:
                  openAPIV3Schema:
                    type: object
                    properties:
                      spec:
                        type: object
                        properties:
                          schedule: { type: string, default: '@daily' }
        `,
      },
    ],
  },

  *check(resource) {
    // The older form of definitions belongs to clusters of another time.
    if (resource.version === 'v1') for (const { at, message } of readCrd(resource.value).problems) yield { at, message }
  },
})
